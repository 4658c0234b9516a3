/** How much has been typed of what the service takes; silent until that is nearly too much. */

import { h, setText } from "../dom.js";
import { WORDS } from "../words.js";

const COUNT_FROM = 0.9; // of the longest text

export class Counter {
  element = h("p", { class: "counter", role: "status" });

  /**
   * Show it; tells whether the text is too long.
   * @param {string} text
   * @param {number} [longest] in characters; until the service has told it, it checks for itself
   */
  draw(text, longest = Number.POSITIVE_INFINITY) {
    const length = [...text.trim()].length; // characters, not the halves some are stored in
    const isTooLong = length > longest;
    const words = isTooLong ? WORDS.tooLong : WORDS.counter;
    setText(this.element, length >= longest * COUNT_FROM ? words(length, longest) : "");
    this.element.classList.toggle("problem", isTooLong);
    return isTooLong;
  }
}
