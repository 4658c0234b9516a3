/** What was said, drawn so that a row once made stays: screen readers say each thing once. */

import { timeline } from "../conversation.js";
import { h, setAttribute } from "../dom.js";
import { Earlier } from "./earlier.js";
import { messageView } from "./message.js";
import { Scroller } from "./scroller.js";
import { Typing } from "./typing.js";
import { WORDS } from "../words.js";

const WELCOME = 0; // its seq: before everything that is said
const ONE_GROUP = 5 * 60_000; // milliseconds between messages of one speaker under one name

export class MessageList {
  #context;
  #rows = new Map();
  #wasLoading = true;
  #ownIsNext = false;
  #typing = new Typing();
  #scroller;
  #earlier;
  #loading = h("p", { class: "notice" }, WORDS.loading);
  #log = h("div", { class: "log", role: "log", tabindex: "0", "aria-label": WORDS.conversation });

  /** base: the service's address; actions: choose, comment, leaveContact, retry, … as in Panel */
  constructor({ base, actions }) {
    this.#context = { base, actions, company: null };
    this.#scroller = new Scroller(this.#log);
    this.#earlier = new Earlier(this.#log, actions.showEarlier);
    this.#log.append(...this.#earlier.elements, this.#loading, this.#typing.element);
    this.element = h(
      "div",
      { class: "middle", "data-drop": WORDS.drop },
      this.#log,
      this.#scroller.button,
    );
  }

  /** typist: who is typing, "" for nobody */
  draw(state, company, typist) {
    this.#meet(company);
    const earlier = this.#earlier.begin(state);
    setAttribute(this.#log, "aria-live", state.loading || earlier ? "off" : "polite");
    this.#loading.hidden = !state.loading;
    const wasFollowing = this.#scroller.isFollowing;
    const added = this.#place(withGroups(timeline(withWelcome(state, company))));
    const typingBegins = this.#typing.draw(typist);
    this.#earlier.end(state, earlier);
    if (earlier) return this.#scroller.drawButton();
    if (this.#wasLoading) this.#scroller.toEnd();
    else if (this.#ownIsNext && added.length) this.#scroller.begin(added[0]);
    else if (added.length) this.#follow(added[0], wasFollowing);
    else if (typingBegins && wasFollowing) this.#scroller.again();
    this.#ownIsNext &&= !added.length;
    this.#wasLoading = state.loading;
    this.#scroller.drawButton();
  }

  /** The customer is about to say something: show it, wherever they had scrolled. */
  expectOwnMessage() {
    this.#ownIsNext = true;
  }

  toEnd() {
    this.#scroller.toEnd();
  }

  #follow(row, wasFollowing) {
    this.#scroller.follow(row, wasFollowing, row.classList.contains("bot"));
  }

  #meet(company) {
    if (this.#context.company === company) return;
    this.#context.company = company;
    this.#rows.get(WELCOME)?.element.remove();
    this.#rows.delete(WELCOME);
  }

  /** Bring the rows into the order of the items; return the elements that are new. */
  #place(items) {
    const keys = new Set(items.map((item) => item.key));
    for (const [key, row] of this.#rows) {
      if (keys.has(key)) continue;
      row.element.remove();
      this.#rows.delete(key);
    }
    const added = [];
    let next = this.#loading.nextSibling;
    for (const item of items) {
      const row = this.#rows.get(item.key) ?? this.#make(item, added);
      row.update(item);
      if (row.element === next) next = next.nextSibling;
      else this.#log.insertBefore(row.element, next);
    }
    return added;
  }

  #make(item, added) {
    const row = messageView(item, this.#context);
    this.#rows.set(item.key, row);
    added.push(row.element);
    return row;
  }
}

function withWelcome(state, { welcome, suggestions }) {
  if (!welcome || state.earlier !== "none") return state;
  const content = suggestions.length ? { kind: "suggestions", buttons: suggestions } : {};
  const said = { seq: WELCOME, author: "bot", name: "", text: welcome, at: "", content };
  return { ...state, utterances: [said, ...state.utterances] };
}

function withGroups(items) {
  return items.map((item, index) => ({
    ...item,
    startsGroup: startsGroup(items[index - 1], item),
  }));
}

function startsGroup(before, item) {
  if (!before || before.author !== item.author || before.name !== item.name) return true;
  return Boolean(before.at) && Date.parse(item.at) - Date.parse(before.at) > ONE_GROUP;
}
