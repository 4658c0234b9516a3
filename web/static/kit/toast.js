// One line about what has just happened; it goes by itself.

import { byId } from "./dom.js";

const SHOWN = 6_000; // milliseconds

/**
 * @param {string} text
 * @param {string} [kind] "bad" for what went wrong
 */
export function toast(text, kind = "") {
  const note = document.createElement("p");
  note.className = `toast ${kind}`;
  note.textContent = text;
  byId("toasts").replaceChildren(note);
  setTimeout(() => note.remove(), SHOWN);
}

/**
 * Say why something failed.
 * @param {Error} problem
 */
export function complain({ message }) {
  toast(message, "bad");
}

export function clearToasts() {
  byId("toasts").replaceChildren();
}
