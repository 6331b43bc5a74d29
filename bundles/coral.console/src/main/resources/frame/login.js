// SPDX-License-Identifier: Apache-2.0
import { html, useState } from "./lib/htm-preact.js";
import { Api, Problem } from "./api.js";
import { ProblemNote } from "./parts.js";

/** Asks for a token until the node takes one. */
export function Login({ said, onToken }) {
  const [problem, setProblem] = useState(said);
  const [busy, setBusy] = useState(false);
  const submit = async (event) => {
    event.preventDefault();
    const field = event.target.elements.token;
    const token = field.value.trim();
    setBusy(true);
    try {
      // A header cannot carry other characters, and no token has them.
      if (!/^[\x21-\x7e]+$/.test(token)) {
        throw new Problem({ detail: "that is no token", remedy: "'coral token add NAME' prints one" });
      }
      await new Api(token).get("/api/v1/console");
      onToken(token);
    } catch (thrown) {
      setProblem(Problem.of(thrown));
      setBusy(false);
      field.select();
    }
  };
  return html`<main class="login">
    <form class="card" onSubmit=${submit}>
      <h1><img src="icon.svg" alt="" width="32" height="32" />Coral</h1>
      <label for="token">Token</label>
      <input id="token" name="token" type="password" autocomplete="off" spellcheck=${false} required autofocus
        aria-describedby="token-help" />
      <p id="token-help" class="hint">The first one is in${" "}<code>conf/admin.token</code> of the node’s home,
        and${" "}<code>coral token add</code> makes others. It is kept until this tab is closed.</p>
      ${problem && html`<${ProblemNote} problem=${problem} />`}
      <button class="primary" disabled=${busy}>${busy ? "Asking the node…" : "Log in"}</button>
    </form>
  </main>`;
}
