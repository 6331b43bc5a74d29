// SPDX-License-Identifier: Apache-2.0

const WINDOW_MS = 300000;

/** Bytes that archives moved, looked at every now and then for 5 minutes. */
export class History {
  #samples = [];

  add(archives, now) {
    this.#samples.push({ at: now, bytes: new Map(archives.map((archive) => [archive.id, archive.bytes])) });
    this.#samples = this.#samples.filter((sample) => now - sample.at <= WINDOW_MS);
  }

  /** Bytes per second of an archive: pairs of how long ago, from 1 to 0, and rate. */
  rates(id) {
    const now = this.#samples.at(-1)?.at;
    const rates = [];
    for (let i = 1; i < this.#samples.length; i++) {
      const [before, after] = [this.#samples[i - 1], this.#samples[i]];
      const seconds = (after.at - before.at) / 1000;
      const moved = (after.bytes.get(id) ?? 0) - (before.bytes.get(id) ?? after.bytes.get(id) ?? 0);
      // A node that was started again counts from 0.
      rates.push([(now - after.at) / WINDOW_MS, seconds > 0 ? Math.max(0, moved) / seconds : 0]);
    }
    return rates;
  }
}
