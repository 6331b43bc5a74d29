// SPDX-License-Identifier: Apache-2.0
// How values are written for people.

const UNITS = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];
const SPANS = [[86400, "d"], [3600, "h"], [60, "min"], [1, "s"]];
const NUMBER = new Intl.NumberFormat("en");
// What reorders or hides text: a name must not look like another one.
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

/** A name of a file on one line: bytes that are no UTF-8, and what cannot be seen, as escapes. */
export function printable(name) {
  return Array.from(String(name), (character) => {
    const code = character.codePointAt(0);
    if (code >= 0xdc80 && code <= 0xdcff) {
      return `\\x${(code - 0xdc00).toString(16)}`;
    }
    if (code >= 0xd800 && code <= 0xdfff) {
      return "\ufffd";
    }
    if (character === "\n" || character === "\t") {
      return character === "\n" ? "\\n" : "\\t";
    }
    if (INVISIBLE.test(character)) {
      return code < 0x100 ? `\\x${code.toString(16).padStart(2, "0")}` : `\\u{${code.toString(16)}}`;
    }
    return character;
  }).join("");
}

/** 1,234,567 */
export function number(value) {
  return NUMBER.format(value);
}

/** 1.5 GiB */
export function bytes(value) {
  let unit = 0;
  let scaled = value;
  while (scaled >= 1024 && unit < UNITS.length - 1) {
    scaled /= 1024;
    unit++;
  }
  return `${unit === 0 || scaled >= 100 ? Math.round(scaled) : scaled.toFixed(1)} ${UNITS[unit]}`;
}

/** A length of time in its two largest units: 3 h 5 min */
export function span(seconds) {
  let left = Math.max(0, Math.floor(seconds));
  const parts = [];
  for (const [size, unit] of SPANS) {
    if (left >= size || (unit === "s" && !parts.length)) {
      parts.push(`${Math.floor(left / size)} ${unit}`);
      left %= size;
    } else if (parts.length) {
      break;
    }
    if (parts.length === 2) {
      break;
    }
  }
  return parts.join(" ");
}

/** Time of the day, with the date if it is not today's. */
export function time(instant) {
  const date = new Date(instant);
  const clock = date.toLocaleTimeString("en-GB");
  return date.toDateString() === new Date().toDateString() ? clock : `${date.toLocaleDateString("en-CA")} ${clock}`;
}
