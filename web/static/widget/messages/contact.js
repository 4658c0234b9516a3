/** Where the answer goes when nobody is there to give it now. */

import { ButtonsView } from "./buttons.js";
import { h, setText } from "../dom.js";
import { icon } from "../icons.js";
import { message } from "./markdown.js";
import { WORDS } from "../words.js";

/** A small form for an e-mail address or phone number; what the site knows is one tap away. */
export class ContactView {
  #known;
  #text;
  #form;
  #problem = h("p", { class: "counter problem", role: "status" });

  constructor(item, { choose, leaveContact }, { company }) {
    this.#known = new ButtonsView(item, { choose });
    this.#text = h("input", {
      type: "text",
      dir: "auto",
      maxlength: company.limits.contact,
      autocomplete: "email",
      placeholder: WORDS.contactExample,
      oninput: () => setText(this.#problem, ""),
    });
    const submit = (event) => this.#submit(event, leaveContact);
    this.#form = h(
      "form",
      { class: "contact", onsubmit: submit },
      h("label", {}, WORDS.contact, this.#text),
      h("button", { class: "choice main", type: "button", onclick: submit }, WORDS.leaveContact),
      this.#problem,
    );
    this.element = h("div", { class: "contact-ways" }, this.#known.element, this.#form);
  }

  update(item) {
    this.#known.update(item);
    this.#form.hidden = !item.live;
  }

  #submit(event, leaveContact) {
    event.preventDefault();
    const text = this.#text.value.trim();
    if (/@|\d{3}/.test(text)) return leaveContact(text);
    setText(this.#problem, WORDS.contactMissing);
    this.#text.focus();
  }
}

/** Return the card that says what was promised. */
export function takenBody({ text }, { base }) {
  const words = h("div", { class: "words markdown", dir: "auto" }, message(text, base));
  return [h("div", { class: "card taken" }, icon("check"), words)];
}
