// SPDX-License-Identifier: Apache-2.0
// Keeps what the page shows up to date: by the node's events where it has them, else by asking every 2 s.
import { Problem } from "/console/api.js";
import { Failed } from "./failed.js";
import { History } from "./history.js";

const BASE = "/api/v1/hsm";
const BEAT_MS = 2000;
const AGAIN_MS = 15000;
// Many events make one drawing.
const SOON_MS = 100;
const LINGER_MS = 8000;
const MOST = 200;
const ENDED = ["SUCCEED", "FAILED", "CANCELED"];

export const isEnded = (request) => ENDED.includes(request.status);

const key = (request) => `${request.fileSystem}/${request.cookie}`;

/** Calls `changed` with all there is to show, until the function that it gives is called. */
export function watch(frame, changed) {
  const watcher = new Watcher(frame, changed);
  watcher.start();
  return () => watcher.stop();
}

class Watcher {
  #frame;
  #changed;
  #gone = new AbortController();
  #timer;
  #soon;
  #streaming = false;
  #requests = new Map();
  #more = false;
  #status;
  #registered;
  #registeredAt = 0;
  #problem;
  #history = new History();
  #failed;

  constructor(frame, changed) {
    this.#frame = frame;
    this.#changed = changed;
    this.#failed = new Failed(frame.api, BASE);
  }

  start() {
    this.#beat();
    this.#listen();
  }

  stop() {
    this.#gone.abort();
    clearTimeout(this.#timer);
  }

  /** Every 2 s; asks only for what no event tells. */
  async #beat() {
    try {
      if (!this.#streaming || (this.#more && this.#requests.size < MOST / 2)) {
        await this.#ask();
      }
      await this.#askSeldom();
      this.#problem = undefined;
    } catch (thrown) {
      if (this.#gone.signal.aborted || this.#frame.refused(thrown)) {
        return;
      }
      this.#problem = Problem.of(thrown);
    }
    if (this.#gone.signal.aborted) {
      return;
    }
    this.#history.add(this.#status?.archives ?? [], [...this.#requests.values()], performance.now());
    this.#show();
    this.#timer = setTimeout(() => this.#beat(), BEAT_MS);
  }

  async #ask() {
    const [status, list] = await Promise.all([
      this.#frame.api.get(`${BASE}/status`),
      this.#frame.api.get(`${BASE}/requests`, { limit: MOST }),
    ]);
    this.#status = status;
    const now = new Map(list.requests.map((request) => [key(request), request]));
    for (const [id, request] of this.#requests) {
      if (isEnded(request) && !now.has(id)) {
        now.set(id, request);
      }
    }
    this.#requests = now;
    this.#more = Boolean(list.next);
  }

  /** Which file systems are registered, also those that are offline, and what has failed lately. */
  async #askSeldom() {
    const now = performance.now();
    if (!this.#registered || now - this.#registeredAt > AGAIN_MS) {
      this.#registered = (await this.#frame.api.get(`${BASE}/file-systems`)).fileSystems;
      this.#registeredAt = now;
    }
    const failed = (this.#status?.fileSystems ?? []).map((one) => `${one.name}: ${one.failed}`);
    await this.#failed.refresh(this.#streaming ? "events tell" : failed.join());
  }

  /** Reads events for as long as the page is there, and comes back when the stream breaks. */
  async #listen() {
    while (!this.#gone.signal.aborted) {
      try {
        const opened = () => this.#opened();
        const each = (event, data) => this.#event(event, data);
        await this.#frame.api.events(`${BASE}/requests/events`, each, opened, this.#gone.signal);
      } catch {
        // No such endpoint, too many streams, a node that is gone: the beat asks, and tells what is wrong.
      }
      this.#streaming = false;
      await new Promise((resume) => setTimeout(resume, AGAIN_MS));
    }
  }

  /** What was before the first event is asked for once the stream is open, so that nothing falls between. */
  #opened() {
    this.#ask().then(
      () => (this.#streaming = true),
      () => {}, // The beat goes on asking, and tells.
    );
  }

  #event(event, data) {
    if (event === "status") {
      this.#status = data;
    } else if (event === "request") {
      if (this.#requests.has(key(data)) || this.#requests.size < MOST) {
        this.#requests.set(key(data), { ...data, seen: performance.now() });
      } else {
        this.#more = true;
      }
      if (data.status === "FAILED") {
        this.#failed.add(data);
      }
    }
    this.#soon ??= setTimeout(() => this.#show(), SOON_MS);
  }

  #show() {
    clearTimeout(this.#soon);
    this.#soon = undefined;
    if (this.#gone.signal.aborted || (!this.#status && !this.#problem)) {
      return;
    }
    const now = performance.now();
    for (const [id, request] of this.#requests) {
      if (isEnded(request) && now - (request.seen ?? 0) > LINGER_MS) {
        this.#requests.delete(id);
      }
    }
    this.#changed({
      by: this.#streaming ? "events" : "polling",
      status: this.#status,
      registered: this.#registered ?? [],
      requests: [...this.#requests.values()],
      more: this.#more,
      failures: this.#failed.newest(),
      history: this.#history,
      problem: this.#problem,
    });
  }
}
