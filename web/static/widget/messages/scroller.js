/**
 * Where the log stands when something is added.
 *
 * A reply is read from its beginning, so the log stops with the customer's question at its top
 * rather than running to the end of a long answer. Who has scrolled up to read is left alone.
 */

import { h, unseen } from "../dom.js";
import { icon } from "../icons.js";
import { WORDS } from "../words.js";

const ONE_REPLY = 1500; // milliseconds: what arrives closer together belongs together
const MARGIN = 14; // pixels left above the row that is scrolled to
const NEAR = 72; // pixels from the end that still count as the end
const HINT = 24; // pixels out of sight that are worth a button

export class Scroller {
  #log;
  /** @type {HTMLElement | null} the row the reading starts from */
  #anchor = null;
  #addedAt = 0; // when the last part of the reply came; 0 before its first
  #stoodAt = 0; // where the log was last put
  #stoodAtEnd = true; // before the log changed its height

  constructor(log) {
    this.#log = log;
    this.button = h(
      "button",
      { class: "jump", type: "button", hidden: true, onclick: () => this.toEnd() },
      icon("down"),
      unseen(WORDS.jump),
    );
    log.addEventListener("scroll", () => this.drawButton(), { passive: true });
    new ResizeObserver(() => this.#onResize()).observe(log);
  }

  /** Tell whether the customer follows: is at the end, or where the log was put for reading. */
  get isFollowing() {
    return this.#isAtEnd || Math.abs(this.#log.scrollTop - this.#stoodAt) < 2;
  }

  /** The customer's own message was added: read on from there. */
  begin(row) {
    this.#anchor = row;
    this.#addedAt = 0;
    this.again();
  }

  /** Something was said: `row` is its first part; `isReply` if it may answer what began. */
  follow(row, wasFollowing, isReply) {
    const inTime = this.#addedAt === 0 || Date.now() - this.#addedAt < ONE_REPLY;
    this.#addedAt = Date.now();
    if (isReply && inTime && this.#anchor?.isConnected) return this.again();
    if (!wasFollowing) return;
    this.#anchor = row;
    this.again();
  }

  /** The end may have moved: stand there, or at the anchor if that comes first. */
  again() {
    const end = this.#log.scrollHeight - this.#log.clientHeight;
    const top = this.#anchor?.isConnected ? this.#anchor.offsetTop - MARGIN : end;
    this.#standAt(end - top < NEAR ? end : top);
  }

  toEnd() {
    this.#standAt(this.#log.scrollHeight);
  }

  drawButton() {
    this.#stoodAtEnd = this.#isAtEnd;
    this.button.hidden = this.#toGo < HINT;
  }

  get #isAtEnd() {
    return this.#toGo < NEAR;
  }

  get #toGo() {
    return this.#log.scrollHeight - this.#log.clientHeight - this.#log.scrollTop;
  }

  #standAt(top) {
    this.#log.scrollTop = top;
    this.#stoodAt = this.#log.scrollTop;
    this.drawButton();
  }

  /** The banner, the keyboard or a long text took some room: the end stays in sight. */
  #onResize() {
    if (this.#stoodAtEnd) this.toEnd();
    else this.drawButton();
  }
}
