// One line about what has just happened; it goes by itself.

import { byId, el } from "./dom.js";

const SHOWN = 6_000; // milliseconds

export function toast(text, kind = "") {
  const note = el("p", { class: `toast ${kind}` }, text);
  byId("toasts").replaceChildren(note);
  setTimeout(() => note.remove(), SHOWN);
}

export function clearToasts() {
  byId("toasts").replaceChildren();
}
