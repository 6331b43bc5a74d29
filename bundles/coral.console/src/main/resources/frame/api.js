// SPDX-License-Identifier: Apache-2.0
// The node's HTTP API with a token: answers as objects, errors as Problem, server-sent events as calls.

const LONGEST_EVENT = 1 << 20;

/** What the node says is wrong (RFC 9457), or what kept us from asking it: then the status is 0. */
export class Problem extends Error {
  constructor({ status = 0, code = "", detail = "", title = "", remedy = "" }) {
    super(detail || title);
    Object.assign(this, { status, code, remedy });
  }

  /** What may have been thrown, as a Problem. */
  static of(thrown) {
    return thrown instanceof Problem ? thrown : new Problem({ detail: String(thrown?.message ?? thrown) });
  }
}

export class Api {
  #token;
  #signal;

  /** @param signal when it is aborted, all that is under way is given up */
  constructor(token, signal) {
    this.#token = token;
    this.#signal = signal;
  }

  /** @param query names and values; those that are undefined are left out */
  get(path, query = {}) {
    const parameters = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== undefined));
    return this.send("GET", parameters.size ? `${path}?${parameters}` : path);
  }

  async send(method, path, body) {
    const response = await this.#fetch(path, "application/json", { method, body });
    return response.status === 204 ? undefined : response.json();
  }

  /** Calls `each(event, data)` for all that comes, until the stream ends or `signal` is aborted. */
  async events(path, each, opened, signal) {
    const response = await this.#fetch(path, "text/event-stream", { method: "GET", signal });
    opened();
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let rest = ""; ;) {
      const { done, value } = await reader.read();
      if (done) {
        return;
      }
      const parts = (rest + value).split("\n\n");
      rest = parts.pop();
      parts.forEach((part) => deliver(part, each));
      if (rest.length > LONGEST_EVENT) {
        throw new Problem({ detail: "an event is too long" });
      }
    }
  }

  async #fetch(path, accept, { method, body, signal }) {
    const headers = { Authorization: `Bearer ${this.#token}`, Accept: `${accept}, application/problem+json` };
    if (body !== undefined) {
      headers["Content-Type"] = "application/json";
    }
    const signals = [this.#signal, signal].filter(Boolean);
    let response;
    try {
      response = await fetch(path, {
        method,
        headers,
        body: body === undefined ? undefined : JSON.stringify(body),
        signal: signals.length ? AbortSignal.any(signals) : undefined,
        redirect: "error",
      });
    } catch (thrown) {
      if (thrown?.name === "AbortError") {
        throw thrown;
      }
      throw new Problem({ detail: "the node does not answer", remedy: "see 'coral status' on the node" });
    }
    // What is no problem is an answer, as of /health when something is not well.
    const type = response.headers.get("Content-Type") ?? "";
    if (!response.ok && !type.startsWith("application/json")) {
      throw new Problem({ status: response.status, title: response.statusText, ...(await problem(response)) });
    }
    return response;
  }
}

async function problem(response) {
  try {
    return await response.json();
  } catch {
    return { detail: `the node answered ${response.status}` };
  }
}

function deliver(text, each) {
  let event = "message";
  const data = [];
  for (const line of text.split("\n")) {
    if (line.startsWith("event:")) {
      event = line.slice(6).trim();
    } else if (line.startsWith("data:")) {
      data.push(line.slice(5).trimStart());
    }
  }
  if (data.length) {
    each(event, JSON.parse(data.join("\n")));
  }
}
