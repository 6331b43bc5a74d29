// SPDX-License-Identifier: Apache-2.0

const WINDOW_MS = 300000;

/** Bytes that archives moved, looked at every now and then for 5 minutes. */
export class History {
  #samples = [];
  #counts = new Map();

  /** @param requests of them those that run count, too: an archive counts a file when it is done */
  add(archives, requests, now) {
    this.#counts = new Map(archives.map((archive) => [archive.id, this.#count(archive, requests)]));
    this.#samples.push({ at: now, bytes: new Map(Array.from(this.#counts, ([id, count]) => [id, count.most])) });
    this.#samples = this.#samples.filter((sample) => now - sample.at <= WINDOW_MS);
  }

  /** Never falls, though a file that has just ended may be missing for a moment; but a node counts from 0 once it was started again. */
  #count(archive, requests) {
    const running = requests.filter((request) => request.status === "STARTED" && request.archiveId === archive.id);
    const bytes = running.reduce((sum, request) => sum + request.bytes, archive.bytes);
    const before = this.#counts.get(archive.id);
    const isAgain = before && archive.bytes >= before.done;
    return { done: archive.bytes, most: isAgain ? Math.max(before.most, bytes) : bytes };
  }

  /** Bytes per second of an archive: pairs of how long ago, from 0 to 1, and rate. */
  rates(id) {
    const now = this.#samples.at(-1)?.at;
    const rates = [];
    for (let i = 1; i < this.#samples.length; i++) {
      const [before, after] = [this.#samples[i - 1], this.#samples[i]];
      const seconds = (after.at - before.at) / 1000;
      const moved = (after.bytes.get(id) ?? 0) - (before.bytes.get(id) ?? after.bytes.get(id) ?? 0);
      rates.push([(now - after.at) / WINDOW_MS, seconds > 0 ? Math.max(0, moved) / seconds : 0]);
    }
    return rates;
  }
}
