/**
 * Where the log stands when something is added.
 *
 * A reply is read from its beginning, so the log stops with the customer's question at its top
 * rather than running to the end of a long answer. Who has scrolled up to read is left alone.
 */

import { h } from "./dom.js";
import { icon } from "./icons.js";
import { WORDS } from "./words.js";

const ONE_REPLY = 1500; // milliseconds: what arrives closer together belongs together
const MARGIN = 14; // pixels left above the row that is scrolled to
const NEAR = 60; // pixels from the end that still count as the end

export class Scroller {
  #log;
  #anchor = null; // the row the reading starts from
  #addedAt = 0; // when the last part of the reply came; 0 before its first

  constructor(log) {
    this.#log = log;
    this.button = h(
      "button",
      { class: "jump", type: "button", hidden: true, onclick: () => this.toEnd() },
      icon("down"),
      WORDS.jump,
    );
    log.addEventListener("scroll", () => this.drawButton(), { passive: true });
  }

  get isAtEnd() {
    return this.#toGo < NEAR;
  }

  /** The customer's own message was added: read on from there. */
  begin(row) {
    this.#anchor = row;
    this.#addedAt = 0;
    this.again();
  }

  /** Something was said: `row` is its first part. */
  follow(row, wasAtEnd) {
    const belongs = this.#addedAt === 0 || Date.now() - this.#addedAt < ONE_REPLY;
    this.#addedAt = Date.now();
    if (belongs && this.#anchor?.isConnected) return this.again();
    if (!wasAtEnd) return;
    this.#anchor = row;
    this.again();
  }

  /** The end may have moved: stand there, or at the anchor if that comes first. */
  again() {
    const top = this.#anchor?.isConnected ? this.#anchor.offsetTop - MARGIN : Infinity;
    this.#log.scrollTop = Math.min(top, this.#log.scrollHeight);
  }

  toEnd() {
    this.#log.scrollTop = this.#log.scrollHeight;
    this.drawButton();
  }

  drawButton() {
    this.button.hidden = this.isAtEnd;
  }

  get #toGo() {
    return this.#log.scrollHeight - this.#log.clientHeight - this.#log.scrollTop;
  }
}
