/** The three dots while somebody types. */

import { h, setText } from "../dom.js";
import { WORDS } from "../words.js";

const SLOW = 5000; // milliseconds until the wait gets a word

export class Typing {
  #typist = "";
  #timer = 0;
  #words = h("p", { class: "unseen", role: "status" });
  #dots = h("div", { class: "dots", "aria-hidden": "true" }, h("i"), h("i"), h("i"));

  constructor() {
    this.element = h("div", { class: "typing", hidden: true }, this.#dots, this.#words);
  }

  /** Show that `typist` types, "" for nobody; tell whether that has just begun. */
  draw(typist) {
    if (typist === this.#typist) return false;
    this.#typist = typist;
    clearTimeout(this.#timer);
    this.element.hidden = !typist;
    this.#words.className = "unseen";
    setText(this.#words, typist ? WORDS.typing(typist) : "");
    if (typist) this.#timer = setTimeout(() => this.#sayItIsSlow(), SLOW);
    return Boolean(typist);
  }

  #sayItIsSlow() {
    setText(this.#words, WORDS.slow);
    this.#words.className = "slow";
  }
}
