// One line about what has just happened; it goes by itself.

import { el } from "./dom.js";

const SHOWN = 6_000; // milliseconds
const place = document.getElementById("toasts");

export function toast(text, kind = "") {
  const note = el("p", { class: `toast ${kind}` }, text);
  place.replaceChildren(note);
  setTimeout(() => note.remove(), SHOWN);
}

export function clearToasts() {
  place.replaceChildren();
}
