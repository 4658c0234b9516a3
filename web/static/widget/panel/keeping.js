/** Keeping a conversation: as a file, as a page to print, or by e-mail. */

import { newId } from "../../kit/ids.js";
import { h, setText } from "../dom.js";
import { WORDS } from "../words.js";

export class Keeping {
  #chat;
  #told = h("p", { class: "own-told", role: "status" });
  #email = h("input", {
    type: "email",
    autocomplete: "email",
    placeholder: "name@example.com",
    "aria-label": WORDS.keepAddress,
  });
  #form;
  #first;

  /** chat: the conversation that is kept */
  constructor({ chat }) {
    this.#chat = chat;
    this.#first = this.#button(WORDS.keepText, () => this.#save("text", "conversation.txt"));
    this.#form = h(
      "form",
      { class: "contact", onsubmit: (event) => this.#send(event) },
      h("label", {}, WORDS.keepMail, this.#email),
      h("button", { class: "choice main", type: "submit" }, WORDS.keepSend),
    );
    this.element = h(
      "div",
      { class: "own", id: "keeping", hidden: true, role: "region", "aria-label": WORDS.keep },
      h("p", { class: "own-told" }, WORDS.keepAbout),
      h(
        "div",
        { class: "choices" },
        this.#first,
        this.#button(WORDS.keepPage, () => this.#save("page", "conversation.html")),
      ),
      this.#form,
      this.#told,
    );
  }

  /** hasMail: it can be sent by e-mail */
  draw(hasMail) {
    this.#form.hidden = !hasMail;
  }

  show() {
    this.element.hidden = false;
    setText(this.#told, "");
    this.#first.focus();
  }

  hide() {
    this.element.hidden = true;
  }

  #button(words, onclick) {
    return h("button", { class: "choice", type: "button", onclick }, words);
  }

  async #save(form, name) {
    await this.#try(async () => {
      const file = await this.#chat.requests.transcript(form);
      const address = URL.createObjectURL(file);
      h("a", { href: address, download: name }).click();
      setTimeout(() => URL.revokeObjectURL(address), 60_000);
      return WORDS.keepSaved(name);
    });
  }

  async #send(event) {
    event.preventDefault();
    const to = this.#email.value.trim();
    await this.#try(async () => {
      await this.#chat.requests.mailTranscript(newId(), to);
      return WORDS.keepSent(to);
    });
  }

  async #try(act) {
    setText(this.#told, "");
    this.#told.classList.remove("problem");
    try {
      setText(this.#told, await act());
    } catch (error) {
      this.#told.classList.add("problem");
      setText(this.#told, error.message);
    }
  }
}
