// SPDX-License-Identifier: Apache-2.0
import { html, useEffect, useRef, useState } from "./lib/htm-preact.js";
import { Api, Problem } from "./api.js";
import { ProblemNote } from "./parts.js";

/** Where a page of some bundle is drawn, by its own module; it is stopped when another is chosen or its bundle goes. */
export function PageHost({ page, token, role, onRefused }) {
  const place = useRef(null);
  const [problem, setProblem] = useState(null);
  useEffect(() => {
    const gone = new AbortController();
    const style = page.style && head("link", { rel: "stylesheet", href: page.style });
    let stop = () => {};
    setProblem(null);
    start(page, place.current, frame(token, role, gone.signal, onRefused))
      .then((stopPage) => (gone.signal.aborted ? stopPage?.() : (stop = stopPage ?? stop)))
      .catch((thrown) => gone.signal.aborted || setProblem(Problem.of(thrown)));
    return () => {
      gone.abort();
      stop();
      style?.remove();
      place.current?.replaceChildren();
    };
  }, [page.script, page.style, token, role]);
  return html`<div>
    ${problem && html`<${ProblemNote} of=${page.title} problem=${problem} />`}
    <div ref=${place}></div>
  </div>`;
}

function head(name, attributes) {
  const element = Object.assign(document.createElement(name), attributes);
  document.head.append(element);
  return element;
}

async function start(page, element, given) {
  const module = await import(page.script);
  if (typeof module.show !== "function") {
    throw new Problem({ detail: "its page.js exports no function show" });
  }
  return module.show(element, given);
}

/** What a page is given; docs/console.md describes it. */
function frame(token, role, signal, onRefused) {
  const api = new Api(token, signal);
  return {
    api,
    role,
    mayChange: role !== "reader",
    signal,
    /** For problems of its own requests: true if the token is over, and the frame asks for another. */
    refused: (problem) => problem?.status === 401 && (onRefused(problem), true),
  };
}
