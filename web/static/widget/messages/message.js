/** One message: each kind has a view that is made once and updated. */

import { answerBody } from "./answer.js";
import { attachedView } from "./attached.js";
import { ButtonsView } from "./buttons.js";
import { ContactView, NewsAddressView, takenBody } from "./contact.js";
import { h, setText, unseen } from "../dom.js";
import { handoffBody } from "./handoff.js";
import { icon } from "../icons.js";
import { message } from "./markdown.js";
import { momentText } from "../status.js";
import { CommentView, SurveyView } from "./survey.js";
import { accountBody, factBody } from "./told.js";
import { WORDS } from "../words.js";

const BODIES = {
  answer: answerBody,
  handoff: handoffBody,
  contact_taken: takenBody,
  fact: factBody,
  account: accountBody,
};
const CONTROLS = {
  survey: SurveyView,
  survey_comment: CommentView,
  contact: ContactView,
  subscribed: NewsAddressView,
};

/** Return `{element, update}` for an item of the timeline. */
export function messageView(item, context) {
  if (item.author === "customer") return new OwnMessage(context);
  if (item.author === "notice") return new Notice(item);
  return new TheirMessage(item, context);
}

class Notice {
  constructor(item) {
    this.element = h("p", { class: "notice", dir: "auto" }, item.text);
  }

  update() {}
}

class TheirMessage {
  #by = h("p", { class: "by" });
  #context;
  #controls;

  constructor(item, context) {
    this.#context = context;
    const kind = item.content?.kind ?? "";
    const Controls = CONTROLS[kind] ?? ButtonsView;
    this.#controls = new Controls(item, context.actions, context);
    const body = BODIES[kind]?.(item, context) ?? [bubble(item, context)];
    this.element = h("div", { class: `row theirs ${item.author}`, "data-kind": kind || "text" });
    if (item.content?.told) this.element.dataset.told = ""; // its words are an answer
    const files = attachedView(item.content, context.base);
    this.element.append(this.#by, ...body, ...(files ? [files] : []), this.#controls.element);
  }

  update(item) {
    this.element.classList.toggle("starts", item.startsGroup);
    const name = item.name || (item.author === "bot" ? this.#context.company.assistant : "");
    const time = item.startsGroup && item.at ? momentText(item.at) : "";
    if (!this.#by.hasChildNodes()) this.#by.append(h("b", {}, name), h("time", {}));
    setText(this.#by.lastChild, time);
    this.#controls.update(item);
  }
}

class OwnMessage {
  #said = h("div", { class: "bubble", dir: "auto" });
  #state = h("p", { class: "delivery" });
  #files = h("div", { class: "attached" });
  #shown = "";
  #filesShown = "";
  #actions;
  #base;

  constructor({ actions, base }) {
    this.#actions = actions;
    this.#base = base;
    this.element = h(
      "div",
      { class: "row mine" },
      unseen(`${WORDS.you}: `),
      this.#said,
      this.#files,
      this.#state,
    );
  }

  update(item) {
    const { delivery, problem, text } = item;
    setText(this.#said, text); // the record may have masked what was typed
    this.#drawFiles(item.content);
    this.element.classList.toggle("starts", item.startsGroup);
    if (this.#shown === delivery + problem) return;
    this.#shown = delivery + problem;
    this.element.dataset.delivery = delivery || "said";
    this.#state.replaceChildren(...this.#words(item));
  }

  /** What is on its way has no addresses yet; said, it has. */
  #drawFiles(content) {
    const told = JSON.stringify(content?.attachments ?? []);
    if (this.#filesShown === told) return;
    this.#filesShown = told;
    const drawn = attachedView(content, this.#base) ?? h("div", { class: "attached" });
    this.#files.replaceWith(drawn);
    this.#files = drawn;
  }

  #words({ delivery, problem, key }) {
    if (delivery !== "failed") return delivery ? [WORDS[delivery]] : [];
    const { retry, remove } = this.#actions;
    return [
      h("span", { class: "problem" }, icon("alert"), problem),
      h("button", { class: "link", type: "button", onclick: () => retry(key) }, WORDS.tryAgain),
      h("button", { class: "link", type: "button", onclick: () => remove(key) }, WORDS.remove),
    ];
  }
}

function bubble(item, { base }) {
  return h("div", { class: "bubble markdown", dir: "auto" }, message(item.text, base));
}
