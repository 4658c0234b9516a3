/** Where the answer goes when nobody is there to give it now. */

import { ButtonsView } from "./buttons.js";
import { h, setText } from "../dom.js";
import { icon } from "../icons.js";
import { message } from "./markdown.js";
import { WORDS } from "../words.js";

/** What a form for a contact asks for; fits: what may be one; send: called with it. */
const asksContact = ({ leaveContact }) => ({
  label: WORDS.contact,
  example: WORDS.contactExample,
  missing: WORDS.contactMissing,
  button: WORDS.leaveContact,
  fits: /@|\d{3}/,
  send: leaveContact,
});

/** A small form for an e-mail address or phone number; what the site knows is one tap away. */
export class ContactView {
  #known;
  #asks;
  #text;
  #form;
  #problem = h("p", { class: "counter problem", role: "status" });

  constructor(item, actions, { company }, asks = asksContact(actions)) {
    this.#asks = asks;
    this.#known = new ButtonsView(item, actions);
    this.#text = h("input", {
      type: "text",
      dir: "auto",
      maxlength: company.limits.contact,
      autocomplete: "email",
      placeholder: asks.example,
      oninput: () => setText(this.#problem, ""),
    });
    const submit = (event) => this.#submit(event);
    this.#form = h(
      "form",
      { class: "contact", onsubmit: submit },
      h("label", {}, asks.label, this.#text),
      h("button", { class: "choice main", type: "button", onclick: submit }, asks.button),
      this.#problem,
    );
    this.element = h("div", { class: "contact-ways" }, this.#known.element, this.#form);
  }

  update(item) {
    this.#known.update(item);
    this.#form.hidden = !item.live;
  }

  #submit(event) {
    event.preventDefault();
    const text = this.#text.value.trim();
    if (this.#asks.fits.test(text)) return this.#asks.send(text);
    setText(this.#problem, this.#asks.missing);
    this.#text.focus();
  }
}

/** The same for an e-mail address at which somebody wants to hear that something is solved. */
export class NewsAddressView extends ContactView {
  constructor(item, actions, context) {
    const choice = `subscribe_at:${item.content.announcement}`;
    super(item, actions, context, {
      label: WORDS.newsAddress,
      example: WORDS.newsAddressExample,
      missing: WORDS.newsAddressMissing,
      button: WORDS.leaveNewsAddress,
      fits: /.@./,
      send: (title) => actions.choose({ title, choice }),
    });
  }
}

/** Return the card that says what was promised. */
export function takenBody({ text }, { base }) {
  const words = h("div", { class: "words markdown", dir: "auto" }, message(text, base));
  return [h("div", { class: "card taken" }, icon("check"), words)];
}
