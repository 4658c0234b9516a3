/** The chat's window: who is there, what was said, and where one types. */

import { isComposing } from "../../kit/composing.js";
import { Composer } from "../composer/composer.js";
import { Continuing } from "./continuing.js";
import { botIsTyping } from "../conversation.js";
import { h, setAttribute, setText } from "../dom.js";
import { Header } from "./header.js";
import { icon } from "../icons.js";
import { Keeping } from "./keeping.js";
import { MessageList } from "../messages/message_list.js";
import { OwnConversations } from "./own.js";
import { WORDS } from "../words.js";

const FULL_SCREEN = "(max-width: 480px)"; // as in styles.js
const FOCUSABLE = "a[href], button:not(:disabled), textarea, summary, [tabindex='0']";

export class Panel {
  #chat;
  #header;
  #list;
  #composer;
  #own;
  #continuing;
  #keeping;
  #hasWords = false;
  #hasWays = false;
  #onClose;
  #banner = h("span");

  /** announcements: the element in which they stand */
  constructor({ chat, base, draft, lasts, announcements, onClose }) {
    this.#chat = chat;
    this.#onClose = onClose;
    this.#header = new Header({
      onClose,
      onOwn: () => this.#showOwn(this.#own.element.hidden),
      onGoOn: () => this.#showContinuing(this.#continuing.element.hidden),
      onKeep: () => this.#showKeeping(this.#keeping.element.hidden),
    });
    this.#keeping = new Keeping({ chat });
    this.#continuing = new Continuing({ chat, onDone: () => this.#leaveContinuing() });
    this.#own = new OwnConversations({ chat, onDone: () => this.#leaveOwn() });
    this.#list = new MessageList({ base, actions: this.#actions() });
    this.#composer = new Composer({
      draft,
      lasts,
      upload: (file, id, onProgress, signal) => chat.requests.upload(file, id, onProgress, signal),
      onSend: (text, files) => this.#say(text, "", files),
      onTyping: () => chat.sayTyping(),
      onPerson: () => this.#say(WORDS.person, "person"),
    });
    this.element = h(
      "section",
      {
        class: "panel",
        role: "dialog",
        "aria-labelledby": "title",
        hidden: true,
        onkeydown: (event) => this.#onKey(event),
        ondragover: (event) => this.#onDrag(event),
        ondragleave: (event) => this.#onDragEnd(event),
        ondrop: (event) => this.#onDrop(event),
      },
      this.#header.element,
      h("div", { class: "banner", role: "status" }, icon("cloud"), this.#banner),
      announcements,
      this.#own.element,
      this.#continuing.element,
      this.#keeping.element,
      this.#list.element,
      this.#composer.element,
    );
    window.visualViewport?.addEventListener("resize", () => this.#fitKeyboard());
  }

  show() {
    this.element.hidden = false;
    this.#fitKeyboard();
    this.#list.toEnd();
  }

  hide() {
    this.element.hidden = true;
  }

  /** Move the focus to where one types; on a touch screen that would cover half of it with keys. */
  focus() {
    if (matchMedia("(pointer: coarse)").matches) this.#header.focus();
    else this.#composer.focus();
  }

  /** Ask to be told when an announcement is solved. */
  subscribe(announcement) {
    this.#showRoom(null);
    this.#say(WORDS.tellSolved, `subscribe:${announcement}`);
    this.focus();
  }

  draw(state, company) {
    this.#header.draw(state, company);
    this.#hasWays = Boolean(company.elsewhere);
    this.#hasWords = state.utterances.length > 0;
    this.#keeping.draw(Boolean(company.mails));
    this.#drawRooms();
    setText(this.#banner, state.connected ? "" : WORDS.notConnected);
    const agent = state.holder === "agent" ? state.handoff?.agent || "" : null;
    this.#list.draw(state, company, this.#typist(state, company, agent));
    this.#composer.draw({ agent, company, handoff: state.handoff });
  }

  #typist(state, company, agent) {
    if (state.agentTyping && agent !== null) return agent || "A person";
    return botIsTyping(state) ? company.assistant : "";
  }

  /** The customer's conversations stand in place of the one that is shown. */
  #showOwn(isShown) {
    this.#showRoom(isShown ? this.#own : null);
    if (!isShown) this.#header.focusOwn();
  }

  /** The ways to go on elsewhere stand there, too. */
  #showContinuing(isShown) {
    this.#showRoom(isShown ? this.#continuing : null);
    if (!isShown) this.#header.focusGoOn();
  }

  /** So do the ways to keep what was said. */
  #showKeeping(isShown) {
    this.#showRoom(isShown ? this.#keeping : null);
    if (!isShown) this.#header.focusKeep();
  }

  #leaveContinuing() {
    this.#showContinuing(false);
    this.#list.toEnd();
    this.focus();
  }

  #showRoom(room) {
    this.#list.element.hidden = room !== null;
    this.#composer.element.hidden = room !== null;
    const rooms = [this.#own, this.#continuing, this.#keeping];
    for (const each of rooms) if (each !== room) each.hide();
    room?.show();
    this.#drawRooms();
  }

  #drawRooms() {
    this.#header.drawOwn(this.#chat.hasOwn, !this.#own.element.hidden);
    this.#header.drawGoOn(this.#hasWays, !this.#continuing.element.hidden);
    this.#header.drawKeep(this.#hasWords, !this.#keeping.element.hidden);
  }

  #leaveOwn() {
    this.#showOwn(false);
    this.#list.toEnd();
    this.focus();
  }

  #actions() {
    return {
      choose: (button) => this.#say(button.title, button.choice),
      comment: (text) => this.#say(text, "effort_comment"),
      leaveContact: (text) => this.#say(text, "contact"),
      retry: (id) => this.#chat.retry(id),
      remove: (id) => this.#chat.remove(id),
      showEarlier: () => this.#chat.showEarlier(),
    };
  }

  #onDrag(event) {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    this.element.classList.add("dropping");
  }

  #onDragEnd({ relatedTarget }) {
    const isInside = relatedTarget instanceof Node && this.element.contains(relatedTarget);
    if (!isInside) this.element.classList.remove("dropping");
  }

  #onDrop(event) {
    this.element.classList.remove("dropping");
    this.#composer.takeFiles(event, event.dataTransfer);
  }

  /** @param {import("../../kit/attaching.js").Taken[]} files */
  #say(text, choice = "", files = []) {
    this.#list.expectOwnMessage();
    this.#chat.send(text, choice, files);
    if (choice) this.focus(); // the button that had it can no longer be pressed
  }

  #onKey(event) {
    if (isComposing(event)) return;
    if (event.key === "Escape") {
      event.stopPropagation();
      if (!this.#own.element.hidden) this.#showOwn(false);
      else if (!this.#continuing.element.hidden) this.#showContinuing(false);
      else if (!this.#keeping.element.hidden) this.#showKeeping(false);
      else this.#onClose();
    }
    if (event.key === "Tab" && matchMedia(FULL_SCREEN).matches) this.#keepInside(event);
  }

  /** In full screen the page behind is not to be seen, so the focus must not go there. */
  #keepInside(event) {
    const stops = [...this.element.querySelectorAll(FOCUSABLE)].filter(
      (stop) => stop.tabIndex >= 0 && stop.getClientRects().length,
    );
    const [from, to] = event.shiftKey ? [stops[0], stops.at(-1)] : [stops.at(-1), stops[0]];
    if (this.element.getRootNode().activeElement !== from) return;
    event.preventDefault();
    to.focus();
  }

  /** Full screen: keep the panel above the on-screen keyboard, and say that it covers the page. */
  #fitKeyboard() {
    const view = window.visualViewport;
    const full = view && matchMedia(FULL_SCREEN).matches;
    this.element.style.height = full ? `${view.height}px` : "";
    setAttribute(this.element, "aria-modal", full ? "true" : null);
  }
}
