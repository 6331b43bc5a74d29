// SPDX-License-Identifier: Apache-2.0

const MOST = 20;
const SLICE = 1000;
const MOST_SLICES = 20;

const isSame = (one, other) => one.fileSystem === other.fileSystem && one.cookie === other.cookie;

/** The newest requests that failed: those the node has kept, and those that it tells of. */
export class Failed {
  #api;
  #base;
  #list = [];
  #known;

  constructor(api, base) {
    this.#api = api;
    this.#base = base;
  }

  newest() {
    return this.#list;
  }

  add(request) {
    this.#list = [request, ...this.#list.filter((other) => !isSame(other, request))]
      .sort((a, b) => b.changed.localeCompare(a.changed))
      .slice(0, MOST);
  }

  /** Looks through what the node has kept. Once is enough for one and the same `state` of things. */
  async refresh(state) {
    if (state === this.#known) {
      return;
    }
    let cursor;
    for (let slice = 0; slice < MOST_SLICES && (slice === 0 || cursor); slice++) {
      const list = await this.#api.get(`${this.#base}/requests`, { all: true, limit: SLICE, cursor });
      list.requests.filter((request) => request.status === "FAILED").forEach((request) => this.add(request));
      cursor = list.next;
    }
    this.#known = state;
  }
}
