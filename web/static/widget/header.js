/** The panel's head: whose help this is, who is there now, and the way out. */

import { h, setText } from "./dom.js";
import { icon } from "./icons.js";
import { statusText } from "./status.js";
import { WORDS } from "./words.js";

export class Header {
  #title = h("h2", { id: "title" });
  #status = h("p", { class: "who-is-there", role: "status" });
  #avatar = h("span", { class: "avatar", "aria-hidden": "true" }, icon("smile"));
  #close;

  constructor(onClose) {
    this.#close = h(
      "button",
      { class: "quiet", type: "button", "aria-label": WORDS.close, onclick: onClose },
      icon("close"),
    );
    const words = h("div", { class: "head-words" }, this.#title, this.#status);
    this.element = h("div", { class: "head" }, this.#avatar, words, this.#close);
  }

  draw(state, company) {
    setText(this.#title, company.company ? `${company.company} help` : "Help");
    setText(this.#status, statusText(state, company));
    this.#drawAvatar(state);
  }

  focus() {
    this.#close.focus();
  }

  #drawAvatar({ holder, handoff }) {
    const [initial] = holder === "agent" ? (handoff?.agent ?? "") : "";
    const drawing = holder === "agent" ? "person" : handoff ? "clock" : "smile";
    const kind = initial ?? drawing;
    if (this.#avatar.dataset.kind === kind) return;
    this.#avatar.dataset.kind = kind;
    this.#avatar.replaceChildren(initial ? initial.toUpperCase() : icon(drawing));
  }
}
