/** The customer's conversations: to look into an earlier one, or to ask something new. */

import { h, setText } from "../dom.js";
import { icon } from "../icons.js";
import { momentText } from "../status.js";
import { WORDS } from "../words.js";

/** @typedef {{conversation: string, token: string, words: string, at: string, person: boolean}} Own */

export class OwnConversations {
  #chat;
  #onDone;
  #list = h("ul", { class: "own-list" });
  #told = h("p", { class: "own-told", role: "status" });
  #again = h(
    "button",
    { class: "choice", type: "button", hidden: true, onclick: () => this.show() },
    WORDS.tryAgain,
  );
  #new = h(
    "button",
    { class: "own-new", type: "button", onclick: () => this.#go(() => this.#chat.beginNew()) },
    icon("plus"),
    WORDS.newQuestion,
  );

  /** onDone: called once another conversation is shown */
  constructor({ chat, onDone }) {
    this.#chat = chat;
    this.#onDone = onDone;
    this.element = h(
      "div",
      { class: "own", id: "own", hidden: true, role: "region", "aria-label": WORDS.own },
      this.#new,
      this.#told,
      this.#again,
      this.#list,
    );
  }

  /** Show what there is now. */
  async show() {
    this.element.hidden = false;
    this.#again.hidden = true;
    this.#new.focus();
    setText(this.#told, this.#list.children.length ? "" : WORDS.ownLoading);
    try {
      this.#draw(await this.#chat.own());
    } catch (error) {
      setText(this.#told, error.status === 401 ? WORDS.ownRefused : WORDS.ownFailed);
      this.#again.hidden = error.status === 401;
    }
  }

  hide() {
    this.element.hidden = true;
  }

  /** @param {Own[]} conversations */
  #draw(conversations) {
    setText(this.#told, conversations.length ? "" : WORDS.ownNone);
    this.#list.replaceChildren(...conversations.map((each) => h("li", {}, this.#item(each))));
  }

  /** @param {Own} own */
  #item(own) {
    const isShown = own.conversation === this.#chat.conversation;
    const about = [momentText(own.at), own.person && WORDS.ownPerson, isShown && WORDS.ownShown];
    const attributes = {
      class: "own-item",
      type: "button",
      "aria-current": isShown && "true",
      onclick: () => this.#go(() => this.#chat.goTo(own)),
    };
    return h(
      "button",
      attributes,
      h("span", { class: "own-words", dir: "auto" }, own.words),
      h("small", {}, about.filter(Boolean).join(" · ")),
    );
  }

  async #go(act) {
    setText(this.#told, "");
    try {
      await act();
      this.#onDone();
    } catch (error) {
      setText(this.#told, error.message);
    }
  }
}
