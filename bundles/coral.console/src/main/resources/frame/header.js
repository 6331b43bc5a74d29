// SPDX-License-Identifier: Apache-2.0
import { html, useState } from "./lib/htm-preact.js";
import { Badge } from "./parts.js";
import { THEMES, setTheme, theme } from "./theme.js";

const HEALTH = { ok: "good", warn: "warn", unavailable: "warn", critical: "bad", error: "bad" };

/** Node, its state, the pages that are there, theme and logout. */
export function Header({ known, page, onLogout }) {
  const { session, node, problem } = known;
  return html`<header>
    <div class="node">
      <img src="icon.svg" alt="Coral" width="24" height="24" />
      <b class="name">${session?.host || "Coral"}</b>
      ${node && html`<span class="quiet">${node.version}</span>`}
      ${problem ? html`<${Badge} kind="bad">${problem.message}<//>` : html`<${State} known=${known} />`}
    </div>
    <nav aria-label="Pages">
      ${(session?.pages ?? []).map((one) => html`<a key=${one.id} href=${`#${one.id}`} aria-current=${one.id === page?.id ? "page" : null}>${one.title}</a>`)}
    </nav>
    <div class="self">
      ${session && html`<span class="quiet">${session.user}, ${session.role}</span>`}
      <${ThemeSwitch} />
      <button onClick=${onLogout}>Log out</button>
    </div>
  </header>`;
}

function State({ known: { node, health } }) {
  return html`
    ${node && html`<${Badge} kind=${node.ready ? "good" : "warn"} title=${waiting(node)}>${node.ready ? "ready" : "not ready"}<//>`}
    ${health && html`<${Badge} kind=${HEALTH[health.status] ?? "warn"} title=${findings(health)}>health ${health.status}<//>`}`;
}

function waiting(node) {
  return [...node.bundlesNotActive.map((bundle) => `${bundle.name} is ${bundle.state}`), ...node.componentsWaiting, ...node.unfinished].join("\n");
}

function findings(health) {
  return (health.checks ?? [])
    .filter((check) => check.status !== "ok")
    .flatMap((check) => check.messages.map((message) => `${check.name}: ${message}`))
    .join("\n");
}

function ThemeSwitch() {
  const [now, setNow] = useState(theme());
  const next = THEMES[(THEMES.indexOf(now) + 1) % THEMES.length];
  const change = () => {
    setTheme(next);
    setNow(next);
  };
  return html`<button id="theme" onClick=${change} aria-label=${`Theme: ${now}; change to ${next}`}>Theme: ${now}</button>`;
}
