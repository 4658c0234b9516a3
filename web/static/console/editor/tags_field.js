/** The tags: short words, typed or taken from those that other articles have. */

import { isComposing } from "../../kit/composing.js";
import { html, icon, render } from "../../kit/html.js";

export class TagsField {
  #chips;
  #box;
  #changed;
  values = [];

  constructor(block, changed) {
    this.#chips = block.querySelector(".tag-chips");
    this.#box = block.querySelector("input");
    this.#changed = changed;
    this.#box.addEventListener("keydown", (event) => this.#onKey(event));
    for (const name of ["change", "blur"]) this.#box.addEventListener(name, () => this.#take());
  }

  write(tags) {
    this.values = tags;
    render(
      tags.map((tag) => this.#chip(tag)),
      this.#chips,
    );
  }

  /** A problem of a single tag is one of the field: there are no rows to show it in. */
  showProblems() {
    return 0;
  }

  #chip(tag) {
    const drop = () => {
      this.#set(this.values.filter((each) => each !== tag));
      this.#box.focus();
    };
    return html`<span class="tag">${tag}<button
      type="button" title="Remove" aria-label="Remove the tag ${tag}" @click=${drop}
    >${icon("cross")}</button></span>`;
  }

  #onKey(event) {
    if (isComposing(event)) return;
    if (event.key === "Enter" || event.key === ",") {
      event.preventDefault();
      this.#take();
    } else if (event.key === "Backspace" && !this.#box.value && this.values.length) {
      this.#set(this.values.slice(0, -1));
    }
  }

  #take() {
    const typed = this.#box.value.split(",").map((tag) => tag.trim().toLowerCase());
    this.#box.value = "";
    const tags = [...new Set([...this.values, ...typed.filter(Boolean)])];
    if (tags.length > this.values.length) this.#set(tags);
  }

  #set(tags) {
    this.write(tags);
    this.#changed();
  }
}
