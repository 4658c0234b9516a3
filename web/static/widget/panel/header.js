/** The panel's head: whose help this is, who is there now, and the way out. */

import { h, setAttribute, setText } from "../dom.js";
import { icon } from "../icons.js";
import { statusText } from "../status.js";
import { WORDS } from "../words.js";

export class Header {
  #title = h("h2", { id: "title" });
  #status = h("p", { class: "who-is-there", role: "status" });
  #avatar = h("span", { class: "avatar", "aria-hidden": "true" }, icon("smile"));
  #close;
  #own;
  #goOn;
  #keep;

  /**
   * onClose, onOwn, onGoOn, onKeep: called when the customer closes the chat, wants to see all of
   * theirs, to go on somewhere else, or to keep what was said
   */
  constructor({ onClose, onOwn, onGoOn, onKeep }) {
    this.#keep = h(
      "button",
      {
        class: "quiet",
        type: "button",
        hidden: true,
        "aria-label": WORDS.keep,
        title: WORDS.keep,
        "aria-expanded": "false",
        "aria-controls": "keeping",
        onclick: onKeep,
      },
      icon("save"),
    );
    this.#goOn = h(
      "button",
      {
        class: "quiet",
        type: "button",
        hidden: true,
        "aria-label": WORDS.goOn,
        title: WORDS.goOn,
        "aria-expanded": "false",
        "aria-controls": "continuing",
        onclick: onGoOn,
      },
      icon("phone"),
    );
    this.#own = h(
      "button",
      {
        class: "quiet",
        type: "button",
        hidden: true,
        "aria-label": WORDS.own,
        "aria-expanded": "false",
        "aria-controls": "own",
        onclick: onOwn,
      },
      icon("list"),
    );
    this.#close = h(
      "button",
      { class: "quiet", type: "button", "aria-label": WORDS.close, onclick: onClose },
      icon("close"),
    );
    const words = h("div", { class: "head-words" }, this.#title, this.#status);
    this.element = h(
      "div",
      { class: "head" },
      this.#avatar,
      words,
      this.#keep,
      this.#goOn,
      this.#own,
      this.#close,
    );
  }

  draw(state, company) {
    setText(this.#title, company.company ? `${company.company} help` : "Help");
    setText(this.#status, statusText(state, company));
    this.#drawAvatar(state);
  }

  /** hasOwn: there may be other conversations; isOwnShown: they are being looked at */
  drawOwn(hasOwn, isOwnShown) {
    this.#own.hidden = !hasOwn;
    setAttribute(this.#own, "aria-expanded", String(isOwnShown));
  }

  /** hasWays: there are other channels; isGoOnShown: they are being looked at */
  drawGoOn(hasWays, isGoOnShown) {
    this.#goOn.hidden = !hasWays;
    setAttribute(this.#goOn, "aria-expanded", String(isGoOnShown));
  }

  /** hasWords: something was said; isKeepShown: the ways to keep it are being looked at */
  drawKeep(hasWords, isKeepShown) {
    this.#keep.hidden = !hasWords;
    setAttribute(this.#keep, "aria-expanded", String(isKeepShown));
  }

  focusKeep() {
    this.#keep.focus();
  }

  focusOwn() {
    this.#own.focus();
  }

  focusGoOn() {
    this.#goOn.focus();
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
