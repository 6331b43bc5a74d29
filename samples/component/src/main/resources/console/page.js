// SPDX-License-Identifier: Apache-2.0
import { html, render, useEffect, useState } from "/console/lib/htm-preact.js";
import { ProblemNote, Section } from "/console/parts.js";

/** Draws the page into `element`; what it gives back is called when the page is left or its bundle goes. */
export function show(element, frame) {
  render(html`<${Hello} api=${frame.api} />`, element);
  return () => render(null, element);
}

function Hello({ api }) {
  const [name, setName] = useState("");
  const [greeted, setGreeted] = useState("");
  const [problem, setProblem] = useState(null);
  useEffect(() => {
    api.get("/api/v1/hello", { name: name || undefined }).then(
      (answer) => setGreeted(answer.hello),
      setProblem,
    );
  }, [name]);
  return html`<${Section} id="hello" title="Hello">
    <label for="hello-name">Name</label>
    <input id="hello-name" value=${name} onInput=${(event) => setName(event.target.value)} />
    <p id="hello-greeting">Hello, ${greeted}!</p>
    ${problem && html`<${ProblemNote} problem=${problem} />`}
  <//>`;
}
