/** Where the customer types. */

import { isComposing } from "../../kit/composing.js";
import { Counter } from "./counter.js";
import { h, setAttribute, setText } from "../dom.js";
import { icon } from "../icons.js";
import { Tray } from "./tray.js";
import { WORDS } from "../words.js";

const TALLEST = 132; // pixels, about five lines

export class Composer {
  #draft;
  #onSend;
  #onTyping;
  #text;
  #send;
  #counter = new Counter();
  #longest;
  #isTooLong = false;
  #automated = h("span");
  #person;
  #notify = h(
    "button",
    { class: "link", type: "button", hidden: true, onclick: () => this.#askToNotify() },
    WORDS.notify,
  );
  #tray;

  /**
   * draft: {read, write} of what was being typed; lasts: what is said here outlives the page;
   * upload: see AttachedFiles; the others are called as their names say
   */
  constructor({ draft, lasts, upload, onSend, onTyping, onPerson }) {
    this.#draft = draft;
    this.#onSend = onSend;
    this.#onTyping = onTyping;
    this.#tray = new Tray({ upload, onChange: () => this.#drawLength() });
    this.#text = h("textarea", {
      rows: "1",
      dir: "auto",
      "aria-label": WORDS.yourMessage,
      "aria-describedby": "counter",
      enterkeyhint: "send",
      onkeydown: (event) => this.#onKey(event),
      oninput: () => this.#onInput(),
      onpaste: (event) => this.takeFiles(event, event.clipboardData),
    });
    const submit = (event) => this.#submit(event); // a form is not sent in every sandboxed frame
    this.#send = h(
      "button",
      { class: "send", type: "button", "aria-label": WORDS.send, onclick: submit },
      icon("send"),
    );
    this.#person = h("button", { class: "link", type: "button", onclick: onPerson }, WORDS.person);
    this.#counter.element.id = "counter";
    this.element = h(
      "form",
      { class: "composer", onsubmit: submit },
      this.#counter.element,
      this.#tray.element,
      h("div", { class: "field" }, this.#tray.buttons, this.#text, this.#send),
      !lasts && h("p", { class: "small short-lived" }, WORDS.shortLived),
      h("p", { class: "small" }, this.#automated, this.#person, this.#notify),
    );
    this.#text.value = draft.read();
    this.#drawLength();
  }

  focus() {
    this.#text.focus();
  }

  /** Attach what was dropped or pasted, if there are files in it. */
  takeFiles(event, transfer) {
    if (!this.#tray.takeFrom(transfer)) return;
    event.preventDefault();
    this.focus();
  }

  /** agent: the name of the agent who holds the conversation, null if the bot does */
  draw({ agent, company, handoff }) {
    this.#longest = company.limits.message;
    this.#tray.setLimits(company.limits);
    const placeholder = agent ? WORDS.placeholderAgent(agent) : WORDS.placeholder;
    setAttribute(this.#text, "placeholder", placeholder);
    setText(this.#automated, agent === null ? WORDS.automated(company.assistant) : "");
    this.#person.hidden = Boolean(handoff) || agent !== null;
    this.#notify.hidden = !handoff || !mayAskToNotify();
    this.#drawLength();
    this.#grow();
  }

  /** Their browser asks them; whatever they say, we do not ask again. */
  async #askToNotify() {
    await Notification.requestPermission().catch(() => {});
    this.#notify.hidden = true;
  }

  #onKey(event) {
    if (event.key !== "Enter" || event.shiftKey || isComposing(event)) return;
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
    if (!this.#maySend(text)) return this.focus();
    this.#text.value = "";
    this.#draft.write("");
    this.#drawLength();
    this.#grow();
    this.#onSend(text, this.#tray.take());
  }

  #maySend(text) {
    return Boolean(text || !this.#tray.isEmpty) && this.#tray.isReady && !this.#isTooLong;
  }

  #drawLength() {
    const text = this.#text.value.trim();
    this.#isTooLong = this.#counter.draw(text, this.#longest);
    setAttribute(this.#text, "aria-invalid", this.#isTooLong ? "true" : null);
    setAttribute(this.#send, "aria-disabled", String(!this.#maySend(text)));
  }

  #grow() {
    this.#text.style.height = "auto";
    const wanted = this.#text.scrollHeight;
    if (wanted) this.#text.style.height = `${Math.min(wanted, TALLEST)}px`;
    this.#text.style.overflowY = wanted > TALLEST ? "auto" : "hidden";
  }
}

function mayAskToNotify() {
  return typeof Notification === "function" && Notification.permission === "default";
}
