// Shows where in a text area words raise effort: a wavy line under them, and what to say instead.

import { el } from "../kit/dom.js";
import { find } from "./effort_words.js";

export class Marks {
  #box;
  #layer = el("div", { class: "marks-layer", "aria-hidden": "true" });
  #row = el("p", { class: "marks", role: "status", hidden: true });
  #shown = "[]";

  constructor(box) {
    this.#box = box;
    this.element = el("div", { class: "marked" }, this.#layer, box);
    this.row = this.#row;
    box.addEventListener("scroll", () => (this.#layer.scrollTop = box.scrollTop));
  }

  draw(active) {
    const text = this.#box.value;
    const found = active ? find(text) : [];
    this.#layer.replaceChildren(...pieces(text, found));
    this.#layer.scrollTop = this.#box.scrollTop;
    this.#drawRow(found);
  }

  // Shows what was typed last: that is what one is thinking about.
  #drawRow(found) {
    const marks = found.map(({ words, instead }) => ({ words, instead }));
    const state = JSON.stringify(marks);
    if (state === this.#shown) return; // a live region would repeat it
    this.#shown = state;
    this.#row.hidden = !marks.length;
    if (!marks.length) return this.#row.replaceChildren();
    const last = marks.at(-1);
    const more = marks.length - 1;
    this.#row.replaceChildren(
      el("b", {}, last.words),
      el("span", {}, last.instead),
      ...(more > 0 ? [el("span", { class: "muted" }, `and ${more} more`)] : []),
    );
  }
}

function pieces(text, found) {
  const made = [];
  let from = 0;
  for (const mark of found) {
    made.push(text.slice(from, mark.from), el("mark", {}, text.slice(mark.from, mark.to)));
    from = mark.to;
  }
  return [...made, text.slice(from), "\n"];
}
