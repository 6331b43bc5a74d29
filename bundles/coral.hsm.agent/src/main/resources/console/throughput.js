// SPDX-License-Identifier: Apache-2.0
import { html } from "/console/lib/htm-preact.js";
import { bytes } from "/console/text.js";

const WIDTH = 600;
const HEIGHT = 60;

/** A line for each archive: bytes per second, from five minutes ago to now. */
export function Throughput({ history, archives }) {
  return archives.length
    ? html`<div class="plots">${archives.map((archive) => html`<${Plot} key=${archive.id} archive=${archive} rates=${history.rates(archive.id)} />`)}</div>`
    : html`<p class="empty">Nothing moves: there is no archive.</p>`;
}

function Plot({ archive, rates }) {
  const most = Math.max(0, ...rates.map(([, rate]) => rate));
  const now = rates.at(-1)?.[1] ?? 0;
  const points = rates.map(([ago, rate]) => `${x(ago)},${HEIGHT - (most ? (rate / most) * (HEIGHT - 4) : 0)}`);
  const told = `Archive ${archive.id}: now ${bytes(now)}/s, at most ${bytes(most)}/s`;
  return html`<figure>
    <figcaption><span>Archive ${archive.id} <span class="quiet">${archive.type}</span></span>
      <span>${bytes(now)}/s <span class="quiet">peak ${bytes(most)}/s</span></span></figcaption>
    <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label=${told}>
      ${points.length > 0 && html`
        <polygon points=${`${x(rates[0][0])},${HEIGHT} ${points.join(" ")} ${WIDTH},${HEIGHT}`} />
        <polyline points=${points.join(" ")} />`}
    </svg>
  </figure>`;
}

function x(ago) {
  return ((1 - ago) * WIDTH).toFixed(1);
}
