// SPDX-License-Identifier: Apache-2.0
// What an operator may do with a path: a dry run first, then the same again once it is confirmed.
import { html, useEffect, useRef, useState } from "/console/lib/htm-preact.js";
import { Problem } from "/console/api.js";
import { ProblemNote } from "/console/parts.js";
import { bytes, printable } from "/console/text.js";

const BASE = "/api/v1/hsm";
const VERBS = [
  { action: "ARCHIVE", name: "Archive", what: "A copy of the file is made in the archive." },
  { action: "RELEASE", name: "Release", what: "The file's space is given back; its data stays in the archive only." },
  { action: "RESTORE", name: "Restore", what: "The file's data is brought back from the archive." },
  { action: "CANCEL", name: "Cancel", what: "What is asked or under way for the file is given up." },
];

/** @return what became of each path, as the shell's --json has it */
async function ask(api, { verb, path, archiveId }, dryRun) {
  const body = { paths: [path], dryRun };
  if (verb.action === "RELEASE") {
    return (await api.send("POST", `${BASE}/release`, body)).results;
  }
  const archive = verb.action === "ARCHIVE" && archiveId ? { archiveId: Number(archiveId) } : {};
  return (await api.send("POST", `${BASE}/requests`, { ...body, ...archive, action: verb.action })).results;
}

export function Actions({ frame, archives }) {
  const [asked, setAsked] = useState(null);
  const [told, setTold] = useState(null);
  const start = async (event) => {
    event.preventDefault();
    const form = new FormData(event.target);
    const verb = VERBS.find((one) => one.action === event.submitter?.value) ?? VERBS[0];
    const wish = { verb, path: form.get("path"), archiveId: form.get("archive") };
    setTold(await outcome(frame, wish, true, (found) => setAsked({ wish, found })));
  };
  const confirm = async () => {
    setAsked(null);
    setTold(await outcome(frame, asked.wish, false, (done) => setTold({ wish: asked.wish, done })));
  };
  return html`
    <form class="act" onSubmit=${start}>
      <div><label for="hsm-path">Path</label>
        <input id="hsm-path" name="path" required placeholder="/file/system/file" autocomplete="off" spellcheck=${false} disabled=${!frame.mayChange} /></div>
      <div><label for="hsm-archive">Archive</label>
        <select id="hsm-archive" name="archive" disabled=${!frame.mayChange}>
          <option value="">the file’s own</option>
          ${archives.map((archive) => html`<option key=${archive.id} value=${archive.id}>${archive.id} ${archive.type}</option>`)}
        </select></div>
      <div class="row">
        ${VERBS.map((verb) => html`<button key=${verb.action} name="action" value=${verb.action} title=${verb.what} disabled=${!frame.mayChange}>${verb.name}…</button>`)}
      </div>
      <p class="hint">A dry run comes first; nothing is changed before you confirm it.</p>
    </form>
    <div aria-live="polite" id="hsm-told">${told && html`<${Told} told=${told} />`}</div>
    ${asked && html`<${Confirm} asked=${asked} onConfirm=${confirm} onClose=${() => setAsked(null)} />`}`;
}

/** Null when `good` was told what became of it, else what is wrong. */
async function outcome(frame, wish, dryRun, good) {
  try {
    const found = await ask(frame.api, wish, dryRun);
    const wrong = found.find((item) => item.problem);
    if (wrong) {
      return { wish, problem: wrong.problem };
    }
    good(found);
    return dryRun ? null : { wish, done: found };
  } catch (thrown) {
    const problem = Problem.of(thrown);
    return frame.refused(problem) ? null : { wish, problem };
  }
}

function Told({ told: { wish, done, problem } }) {
  return problem
    ? html`<${ProblemNote} of=${`${wish.verb.name} ${printable(wish.path)}:`} problem=${problem} />`
    : html`<div class="note good">${done.map((item) => html`<p key=${item.path}><b class="name">${wish.verb.name} ${printable(item.path)}:</b> ${words(item)}</p>`)}</div>`;
}

function Confirm({ asked: { wish, found }, onConfirm, onClose }) {
  const dialog = useRef(null);
  useEffect(() => dialog.current.showModal(), []);
  const possible = found.some((item) => item.result === "possible");
  return html`<dialog ref=${dialog} onClose=${onClose} aria-labelledby="hsm-confirm">
    <div class="stack">
      <h2 id="hsm-confirm">${wish.verb.name}${possible ? "?" : ""}</h2>
      ${found.map((item) => html`<div class="note" key=${item.path}><p><code>${printable(item.path)}</code></p><p>${words(item)}</p></div>`)}
      <p class="hint">${possible ? wish.verb.what : "There is nothing to do."}</p>
      <div class="row end">
        <button onClick=${() => dialog.current.close()}>${possible ? "Leave it" : "Close"}</button>
        ${possible && html`<button class="primary" id="hsm-do" onClick=${onConfirm}>${wish.verb.name}</button>`}
      </div>
    </div>
  </dialog>`;
}

const WORDS = {
  possible: "this can be done",
  accepted: "asked for",
  joined: "is under way already",
  not_needed: "nothing to do",
  done: "done",
};

function words(item) {
  const moved = item.action === "RELEASE" && item.bytes !== undefined ? `, ${bytes(item.bytes)}` : "";
  return `${WORDS[item.result] ?? item.result}${moved}`;
}
