// SPDX-License-Identifier: Apache-2.0
// Light, dark, or what the system says; kept in this browser.

const KEY = "coral.theme";
export const THEMES = ["auto", "light", "dark"];

export function theme() {
  const kept = localStorage.getItem(KEY);
  return THEMES.includes(kept) ? kept : "auto";
}

export function setTheme(name) {
  localStorage.setItem(KEY, name);
  document.documentElement.dataset.theme = name;
}

setTheme(theme());
