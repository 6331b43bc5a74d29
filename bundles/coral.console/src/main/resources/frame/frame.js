// SPDX-License-Identifier: Apache-2.0
// The console's frame: login, header, navigation, and a place for the page that is chosen.
import { html, render, useEffect, useState } from "./lib/htm-preact.js";
import { Api, Problem } from "./api.js";
import { Header } from "./header.js";
import { Login } from "./login.js";
import { PageHost } from "./page-host.js";
import "./theme.js";

const KEY = "coral.token";
const BEAT_MS = 3000;
// Health checks look at disks and the like.
const HEALTH_BEATS = 5;

const chosen = () => decodeURIComponent(location.hash.slice(1));

/** Asks for something that need not be there. */
async function optional(question) {
  try {
    return await question;
  } catch (thrown) {
    if ([401, 0].includes(Problem.of(thrown).status)) {
      throw thrown;
    }
    return undefined;
  }
}

/** Who we are, the node and its health, asked for again and again while the tab is to be seen. */
function useNode(token, onRefused) {
  const [known, setKnown] = useState({});
  useEffect(() => {
    const gone = new AbortController();
    const api = new Api(token, gone.signal);
    let timer;
    let beats = 0;
    const beat = async () => {
      try {
        if (!document.hidden || beats === 0) {
          const isForHealth = beats++ % HEALTH_BEATS === 0;
          const [session, node, health] = await Promise.all([
            api.get("/api/v1/console"),
            optional(api.get("/api/v1/node")),
            isForHealth ? optional(api.get("/health")) : undefined,
          ]);
          setKnown((before) => ({ session, node, health: isForHealth ? health : before.health }));
        }
      } catch (thrown) {
        if (gone.signal.aborted) {
          return;
        }
        const problem = Problem.of(thrown);
        if (problem.status === 401) {
          onRefused(problem);
          return;
        }
        setKnown((before) => ({ ...before, problem }));
      }
      timer = setTimeout(beat, BEAT_MS);
    };
    beat();
    return () => {
      gone.abort();
      clearTimeout(timer);
    };
  }, [token]);
  return known;
}

function useChosen() {
  const [id, setId] = useState(chosen());
  useEffect(() => {
    const listen = () => setId(chosen());
    addEventListener("hashchange", listen);
    return () => removeEventListener("hashchange", listen);
  }, []);
  return id;
}

function Inside({ token, onRefused, onLogout }) {
  const known = useNode(token, onRefused);
  const id = useChosen();
  const pages = known.session?.pages ?? [];
  const page = id ? pages.find((one) => one.id === id) : pages[0];
  useEffect(() => {
    document.title = page ? `${page.title} – Coral` : "Coral";
  }, [page?.title]);
  return html`
    <a class="skip" href="#content" onClick=${skip}>Skip to the page</a>
    <${Header} known=${known} page=${page} onLogout=${onLogout} />
    <main id="content" tabindex="-1">
      ${page && html`<${PageHost} key=${page.script} page=${page} token=${token} role=${known.session.role} onRefused=${onRefused} />`}
      ${!page && known.session && html`<p class="empty card">${id ? "This page is not here: its bundle is not running." : "No bundle brings a page."}</p>`}
      ${!known.session && !known.problem && html`<p class="empty">Asking the node…</p>`}
    </main>`;
}

/** The address holds the page: it must not name the place to skip to. */
function skip(event) {
  event.preventDefault();
  document.getElementById("content").focus();
}

function Console() {
  const [token, setToken] = useState(sessionStorage.getItem(KEY));
  const [said, setSaid] = useState(null);
  const enter = (fresh) => {
    sessionStorage.setItem(KEY, fresh);
    setToken(fresh);
  };
  const leave = (problem) => {
    sessionStorage.removeItem(KEY);
    setSaid(problem);
    setToken(null);
  };
  return token
    ? html`<${Inside} token=${token} onRefused=${leave} onLogout=${() => leave(null)} />`
    : html`<${Login} said=${said} onToken=${enter} />`;
}

render(html`<${Console} />`, document.getElementById("frame"));
