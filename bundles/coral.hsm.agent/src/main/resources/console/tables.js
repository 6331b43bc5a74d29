// SPDX-License-Identifier: Apache-2.0
import { html } from "/console/lib/htm-preact.js";
import { Badge, Table } from "/console/parts.js";
import { bytes, number, printable } from "/console/text.js";

/** Archives with their lanes. */
export function Archives({ archives }) {
  return html`<${Table}
    label="Archives and lanes"
    columns=${["Archive", "Type", "State", "#Threads", "#Queued", "#Active", "#Done", "#Failed", "#Moved", "Last error"]}
    rows=${archives.map((archive) => ({
      key: archive.id,
      cells: [
        archive.id,
        archive.type,
        html`<${State} offline=${archive.offline} />`,
        number(archive.threads),
        number(archive.queued),
        number(archive.active),
        number(archive.done),
        html`<span title=${byErrno(archive)}>${number(archive.failed)}</span>`,
        html`<span title=${`${number(archive.bytes)} bytes`}>${bytes(archive.bytes)}</span>`,
        html`<span class="long">${archive.lastError ? printable(archive.lastError) : "–"}</span>`,
      ],
    }))}
    empty=${html`There is no archive. <code>hsm archives add ID --type TYPE</code> adds one.`} />`;
}

function State({ offline }) {
  return offline
    ? html`<${Badge} kind="bad">offline<//><div class="why">${printable(offline.message)}${offline.remedy && html`<br /><span class="quiet">${offline.remedy}</span>`}<br /><code>${offline.code}</code></div>`
    : html`<${Badge} kind="good">online<//>`;
}

function byErrno(archive) {
  return Object.entries(archive.failedByErrno ?? {}).map(([errno, count]) => `${errno}: ${count}`).join("\n");
}

/** File systems that are there, with their requests, and those that are registered but offline. */
export function FileSystems({ fileSystems, registered }) {
  const known = new Map(registered.map((one) => [one.name, one]));
  const all = [...fileSystems, ...registered.filter((one) => !fileSystems.some((other) => other.name === one.name))];
  const count = (value) => (value === undefined ? "–" : number(value));
  return html`<${Table}
    label="File systems"
    columns=${["Name", "Root", "State", "#Copies", "#Released", "#Waiting", "#Started", "#Succeeded", "#Failed", "#Canceled"]}
    rows=${all.map((one) => ({
      key: one.name,
      cells: [
        html`<span class="name">${printable(one.name)}</span>`,
        html`<code>${printable(one.root)}</code>`,
        html`<${Presence} one=${known.get(one.name)} />`,
        count(known.get(one.name)?.copies),
        count(known.get(one.name)?.released),
        count(one.waiting),
        count(one.started),
        count(one.succeeded),
        count(one.failed),
        count(one.canceled),
      ],
    }))}
    empty=${html`There is no file system. <code>hsm fs add DIRECTORY</code> adds one.`} />`;
}

function Presence({ one }) {
  return one && !one.online
    ? html`<${Badge} kind="bad">offline<//><div class="why">${printable(one.offline ?? "")}</div>`
    : html`<${Badge} kind="good">online<//>`;
}

/** Requests that wait in vain. */
export function Unserved({ unserved }) {
  return (unserved ?? []).map((one) => html`<div class="note" key=${one.archiveId}>
    <p>${number(one.waiting)} ${one.waiting === 1 ? "request waits" : "requests wait"} for archive ${one.archiveId}: ${printable(one.reason)}</p>
  </div>`);
}
