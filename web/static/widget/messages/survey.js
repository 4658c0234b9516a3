/** The one effort question, and the comment that may follow it. */

import { Counter } from "../composer/counter.js";
import { h, setAttribute, unseen } from "../dom.js";
import { WORDS } from "../words.js";

const STEP = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** Five scores, side by side. The arrow keys move between them, Enter or Space chooses. */
export class SurveyView {
  #scores;

  constructor(item, { choose }) {
    const labels = new Map((item.content.scale ?? []).map(({ score, label }) => [score, label]));
    this.#scores = item.buttons.map((button) => scoreButton(button, labels, choose));
    this.#stopAt(0);
    const scale = { class: "scale", role: "radiogroup", "aria-label": item.text };
    const group = h("div", { ...scale, onkeydown: (event) => this.#onKey(event) }, this.#scores);
    this.element = h("div", { class: "survey" }, group, ends(item.content.scale ?? []));
  }

  update(item) {
    this.#scores.forEach((score, index) => {
      const { live, chosen } = item.buttons[index];
      score.disabled = !live;
      score.classList.toggle("chosen", chosen);
      setAttribute(score, "aria-checked", String(chosen));
    });
  }

  #onKey(event) {
    const step = STEP[event.key];
    const from = this.#scores.indexOf(event.target.closest("button"));
    if (!step || from < 0) return;
    event.preventDefault();
    const to = (from + step + this.#scores.length) % this.#scores.length;
    this.#stopAt(to);
    this.#scores[to].focus();
  }

  /** One stop for the Tab key: the score of this index. */
  #stopAt(index) {
    this.#scores.forEach((score, at) => {
      setAttribute(score, "tabindex", at === index ? "0" : "-1");
    });
  }
}

/** A box for a few more words; nobody has to. */
export class CommentView {
  #text;
  #counter = new Counter();
  #context;
  #send;

  constructor(_item, { comment }, context) {
    this.#context = context;
    this.#text = h("textarea", {
      rows: "2",
      dir: "auto",
      oninput: () => {
        this.#send.disabled = this.#isTooLong();
      },
    });
    const submit = (event) => {
      event.preventDefault();
      const text = this.#text.value.trim();
      if (text && !this.#isTooLong()) comment(text);
    };
    const button = { class: "choice", type: "button", onclick: submit };
    this.#send = h("button", button, WORDS.sendComment);
    const words = h("label", {}, WORDS.comment, this.#text);
    this.element = h(
      "form",
      { class: "comment", onsubmit: submit },
      words,
      this.#counter.element,
      this.#send,
    );
  }

  update({ live }) {
    this.element.hidden = !live;
  }

  #isTooLong() {
    return this.#counter.draw(this.#text.value, this.#context.company.limits.comment);
  }
}

function scoreButton(button, labels, choose) {
  const score = Number(button.choice.split(":")[1]);
  const label = labels.get(score) ?? "";
  const title = label ? `${score}, ${label}` : button.title;
  return h(
    "button",
    { type: "button", role: "radio", class: "score", onclick: () => choose({ ...button, title }) },
    String(score),
    label && unseen(`, ${label}`),
    score === 1 && unseen(` (${WORDS.easy})`),
    score === 5 && unseen(` (${WORDS.hard})`),
  );
}

function ends(scale) {
  if (!scale.length) return null;
  const [first, last] = [scale[0], scale.at(-1)];
  const words = [
    h("span", {}, `${first.score} = ${first.label} (${WORDS.easy})`),
    h("span", {}, `${last.score} = ${last.label} (${WORDS.hard})`),
  ];
  return h("p", { class: "ends", "aria-hidden": "true" }, words);
}
