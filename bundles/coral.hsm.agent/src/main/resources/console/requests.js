// SPDX-License-Identifier: Apache-2.0
import { html } from "/console/lib/htm-preact.js";
import { Badge, Table } from "/console/parts.js";
import { bytes, number, printable, span, time } from "/console/text.js";
import { isEnded } from "./watch.js";

const KINDS = { STARTED: "busy", SUCCEED: "good", FAILED: "bad", CANCELED: "warn" };
const ORDER = ["STARTED", "WAITING", "FAILED", "CANCELED", "SUCCEED"];
const SHOWN = 100;
const CODE = /^(CORAL-[A-Z]+-\d{3}): /;

/** What waits and runs, and what has just ended. */
export function Requests({ requests, more }) {
  const sorted = requests.toSorted((a, b) => ORDER.indexOf(a.status) - ORDER.indexOf(b.status) || a.created.localeCompare(b.created));
  const hidden = sorted.length - SHOWN;
  return html`
    <${Table}
      label="Live requests"
      columns=${["State", "Action", "File", "File system", "#Archive", "#Moved", "#Per second", "#Age"]}
      rows=${sorted.slice(0, SHOWN).map((request) => ({ key: `${request.fileSystem}/${request.cookie}`, cells: cells(request) }))}
      empty="Nothing waits or runs." />
    ${(hidden > 0 || more) && html`<p class="hint">${hidden > 0 ? `${number(hidden)} more are known and not shown.` : ""} <code>hsm requests</code> lists all.</p>`}`;
}

function cells(request) {
  const until = isEnded(request) ? Date.parse(request.changed) : Date.now();
  const seconds = (until - Date.parse(request.created)) / 1000;
  return [
    html`<${Badge} kind=${KINDS[request.status] ?? ""} title=${`request ${request.cookie}`}>${request.status.toLowerCase()}<//>`,
    request.action.toLowerCase(),
    html`<code>${printable(request.path ?? request.fid)}</code>`,
    printable(request.fileSystem),
    request.archiveId,
    html`<span title=${`${number(request.bytes)} bytes`}>${bytes(request.bytes)}</span>`,
    request.status === "STARTED" && seconds > 0 ? `${bytes(request.bytes / seconds)}/s` : "–",
    span(seconds),
  ];
}

/** The newest failures: code, reason, what to do. */
export function Failures({ failures }) {
  return html`<${Table}
    label="Recent failures"
    columns=${["When", "Action", "File", "File system", "#Archive", "Why"]}
    rows=${failures.map((request) => ({
      key: `${request.fileSystem}/${request.cookie}`,
      cells: [
        html`<span class="when">${time(request.changed)}</span>`,
        request.action.toLowerCase(),
        html`<code>${printable(request.path ?? request.fid)}</code>`,
        printable(request.fileSystem),
        request.archiveId,
        html`<${Why} request=${request} />`,
      ],
    }))}
    empty="The node keeps no request that failed." />`;
}

function Why({ request }) {
  const reason = request.reason ?? "";
  const code = CODE.exec(reason)?.[1];
  return html`<div class="long">${printable(code ? reason.slice(code.length + 2) : reason)}
    <div class="quiet"><code>${[code, request.errno].filter(Boolean).join(" ")}</code></div></div>`;
}
