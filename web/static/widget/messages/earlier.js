/** The way to what was said earlier: above the first message, as long as there is more. */

import { h, setAttribute, setText } from "../dom.js";
import { WORDS } from "../words.js";

const SAYS = {
  none: "",
  more: WORDS.earlier,
  loading: WORDS.earlierLoading,
  failed: WORDS.earlierFailed,
};

export class Earlier {
  #log;
  #first = 0;
  #count = 0;
  #fromEnd = 0;
  #button;
  #told = h("p", { class: "unseen", role: "status" });

  /** log: the element that scrolls; onAsk: called when somebody wants to read further up */
  constructor(log, onAsk) {
    this.#log = log;
    this.#button = h("button", { class: "earlier", type: "button", hidden: true, onclick: onAsk });
    this.elements = [this.#button, this.#told];
  }

  /** Begin a drawing: return how many utterances it adds above those that were there. */
  begin({ utterances }) {
    const first = utterances[0]?.seq ?? 0;
    const grows = this.#first > 0 && first > 0 && first < this.#first;
    const added = grows ? utterances.length - this.#count : 0;
    this.#first = first;
    this.#count = utterances.length;
    this.#fromEnd = this.#log.scrollHeight - this.#log.scrollTop;
    return added;
  }

  /** End it: what the reader saw stays where it was. */
  end({ earlier }, added) {
    const hadFocus = this.#log.getRootNode().activeElement === this.#button;
    setText(this.#button, SAYS[earlier]);
    setAttribute(this.#button, "aria-disabled", earlier === "loading" && "true");
    this.#button.hidden = earlier === "none";
    if (!added) return;
    setText(this.#told, WORDS.earlierShown(added));
    this.#log.scrollTop = this.#log.scrollHeight - this.#fromEnd;
    if (hadFocus && this.#button.hidden) this.#log.focus({ preventScroll: true });
  }
}
