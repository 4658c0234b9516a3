/** Where the customer types. */

import { h, setAttribute, setText } from "./dom.js";
import { icon } from "./icons.js";
import { MAX_MESSAGE_LENGTH, WORDS } from "./words.js";

const COUNT_FROM = 0.9; // of the longest message
const TALLEST = 132; // pixels, about five lines

export class Composer {
  #draft;
  #onSend;
  #onTyping;
  #text;
  #send;
  #counter = h("p", { class: "counter", id: "counter", role: "status" });
  #automated = h("span");
  #person;

  /** draft: {read, write} of what was being typed; the others are called as their names say */
  constructor({ draft, onSend, onTyping, onPerson }) {
    this.#draft = draft;
    this.#onSend = onSend;
    this.#onTyping = onTyping;
    this.#text = h("textarea", {
      rows: "1",
      "aria-label": WORDS.yourMessage,
      "aria-describedby": "counter",
      enterkeyhint: "send",
      onkeydown: (event) => this.#onKey(event),
      oninput: () => this.#onInput(),
    });
    this.#send = h(
      "button",
      { class: "send", type: "submit", "aria-label": WORDS.send },
      icon("send"),
    );
    this.#person = h("button", { class: "link", type: "button", onclick: onPerson }, WORDS.person);
    this.element = h(
      "form",
      { class: "composer", onsubmit: (event) => this.#submit(event) },
      this.#counter,
      h("div", { class: "field" }, this.#text, this.#send),
      h("p", { class: "small" }, this.#automated, this.#person),
    );
    this.#text.value = draft.read();
    this.#drawLength();
  }

  focus() {
    this.#text.focus();
  }

  /** agent: the name of the agent who holds the conversation, null if the bot does */
  draw({ agent, assistant, handoff }) {
    const placeholder = agent ? WORDS.placeholderAgent(agent) : WORDS.placeholder;
    setAttribute(this.#text, "placeholder", placeholder);
    setText(this.#automated, agent === null ? WORDS.automated(assistant) : "");
    this.#person.hidden = Boolean(handoff) || agent !== null;
    this.#grow();
  }

  #onKey(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    this.#submit(event);
  }

  #onInput() {
    this.#draft.write(this.#text.value);
    this.#drawLength();
    this.#grow();
    if (this.#text.value.trim()) this.#onTyping();
  }

  #submit(event) {
    event.preventDefault();
    const text = this.#text.value.trim();
    if (!text || lengthOf(text) > MAX_MESSAGE_LENGTH) return this.focus();
    this.#text.value = "";
    this.#draft.write("");
    this.#drawLength();
    this.#grow();
    this.#onSend(text);
  }

  #drawLength() {
    const text = this.#text.value.trim();
    const length = lengthOf(text);
    const tooLong = length > MAX_MESSAGE_LENGTH;
    const near = length >= MAX_MESSAGE_LENGTH * COUNT_FROM;
    const words = tooLong ? WORDS.tooLong : WORDS.counter;
    setText(this.#counter, near ? words(length, MAX_MESSAGE_LENGTH) : "");
    this.#counter.classList.toggle("problem", tooLong);
    setAttribute(this.#text, "aria-invalid", tooLong ? "true" : null);
    setAttribute(this.#send, "aria-disabled", String(!text || tooLong));
  }

  #grow() {
    this.#text.style.height = "auto";
    const wanted = this.#text.scrollHeight;
    if (wanted) this.#text.style.height = `${Math.min(wanted, TALLEST)}px`;
    this.#text.style.overflowY = wanted > TALLEST ? "auto" : "hidden";
  }
}

/** Count as the service does: characters, not the halves some of them are stored in. */
function lengthOf(text) {
  return [...text].length;
}
