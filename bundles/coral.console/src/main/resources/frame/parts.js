// SPDX-License-Identifier: Apache-2.0
// What the frame and pages show alike. Everything is inserted as text.
import { html } from "./lib/htm-preact.js";

/** A problem: what is wrong, its code, and what to do next. */
export function ProblemNote({ problem, of = "" }) {
  return html`<div class="note bad" role="alert">
    <p>${of && html`<b class="name">${of}</b>${" "}`}${problem.message || "failed"}</p>
    ${problem.remedy && html`<p class="remedy">${problem.remedy}</p>`}
    ${problem.code && html`<p><code>${problem.code}</code></p>`}
  </div>`;
}

/** A word with a colour: good, warn, bad, busy or quiet. The word says all: the colour only helps. */
export function Badge({ kind, children, title }) {
  return html`<span class="badge ${kind}" title=${title}>${children}</span>`;
}

/** A part of a page with a heading. */
export function Section({ id, title, aside, children }) {
  return html`<section class="card" aria-labelledby=${id}>
    <div class="heading"><h2 id=${id}>${title}</h2>${aside}</div>
    ${children}
  </section>`;
}

/**
 * A table that scrolls in itself where it is too wide.
 *
 * @param columns names; those that begin with # are numbers
 * @param rows a key and its cells each
 * @param empty what is said when there are none
 */
export function Table({ label, columns, rows, empty }) {
  if (!rows.length) {
    return html`<p class="empty">${empty}</p>`;
  }
  const kind = (i) => (columns[i].startsWith("#") ? "number" : "");
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${label}>
    <table>
      <thead><tr>${columns.map((name, i) => html`<th scope="col" class=${kind(i)}>${name.replace("#", "")}</th>`)}</tr></thead>
      <tbody>
        ${rows.map(({ key, cells }) => html`<tr key=${key}>${cells.map((cell, i) => html`<td class=${kind(i)}>${cell}</td>`)}</tr>`)}
      </tbody>
    </table>
  </div>`;
}
