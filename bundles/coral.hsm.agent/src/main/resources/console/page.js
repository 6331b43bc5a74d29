// SPDX-License-Identifier: Apache-2.0
// HSM: file systems, archives, live requests, failures, and what an operator may do with a path.
import { html, render, useEffect, useState } from "/console/lib/htm-preact.js";
import { ProblemNote, Section } from "/console/parts.js";
import { Actions } from "./actions.js";
import { Failures, Requests } from "./requests.js";
import { Archives, FileSystems, Unserved } from "./tables.js";
import { Throughput } from "./throughput.js";
import { watch } from "./watch.js";

export function show(element, frame) {
  render(html`<${Hsm} frame=${frame} />`, element);
  return () => render(null, element);
}

function Hsm({ frame }) {
  const [seen, setSeen] = useState(null);
  useEffect(() => watch(frame, setSeen), []);
  if (!seen) {
    return html`<p class="empty">Asking the node…</p>`;
  }
  const { status, problem } = seen;
  return html`<div class="stack">
    <h1 class="sr-only">HSM</h1>
    ${problem && html`<${ProblemNote} problem=${problem} />`}
    ${status?.problem && html`<${ProblemNote} problem=${status.problem} />`}
    ${status && html`
      <${Section} id="hsm-requests" title="Live requests" aside=${html`<${Live} by=${seen.by} />`}>
        <${Requests} requests=${seen.requests} more=${seen.more} />
        <${Unserved} unserved=${status.unserved} />
      <//>
      <div class="pair">
        <${Section} id="hsm-throughput" title="Throughput" aside=${html`<span class="hint">last 5 minutes, while this page is open</span>`}>
          <${Throughput} history=${seen.history} archives=${status.archives} />
        <//>
        <${Section} id="hsm-actions" title="One file" aside=${!frame.mayChange && html`<span class="hint">Your token only reads.</span>`}>
          <${Actions} frame=${frame} archives=${status.archives} />
        <//>
      </div>
      <${Section} id="hsm-archives" title="Archives and lanes"><${Archives} archives=${status.archives} /><//>
      <${Section} id="hsm-file-systems" title="File systems">
        <${FileSystems} fileSystems=${status.fileSystems} registered=${seen.registered} />
      <//>
      <${Section} id="hsm-failures" title="Recent failures"><${Failures} failures=${seen.failures} /><//>`}
  </div>`;
}

/** By what means the page is kept up to date. */
function Live({ by }) {
  return by === "events"
    ? html`<span class="badge good" id="live" title="The node tells every change.">live</span>`
    : html`<span class="badge" id="live" title="The node is asked every 2 s.">every 2 s</span>`;
}
