/** The round button at the bottom of the page. */

import { h, setAttribute, setText } from "../dom.js";
import { icon } from "../icons.js";
import { WORDS } from "../words.js";

export class Launcher {
  #badge = h("span", { class: "badge", "aria-hidden": "true", hidden: true });
  #news = h("span", { class: "unseen", role: "status" });

  /** onPress: called when it is pressed */
  constructor(onPress) {
    this.button = h(
      "button",
      { class: "launcher", type: "button", "aria-expanded": "false", onclick: onPress },
      icon("chat"),
      icon("down"),
    );
    this.element = h("div", { class: "dock" }, this.button, this.#badge, this.#news);
  }

  draw({ isOpen, unread }) {
    const news = unread ? WORDS.unread(unread) : "";
    const label = isOpen ? WORDS.close : [WORDS.open, news].filter(Boolean).join(", ");
    setAttribute(this.button, "aria-label", label);
    setAttribute(this.button, "aria-expanded", String(isOpen));
    setText(this.#badge, unread > 9 ? "9+" : String(unread));
    this.#badge.hidden = !unread;
    setText(this.#news, news);
  }

  focus() {
    this.button.focus();
  }
}
