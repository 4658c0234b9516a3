/** The editor's fields: plain ones as the page has them, and those of several rows. */

import { all, byId, one } from "../../kit/dom.js";
import { render } from "../../kit/html.js";
import { isOfRow, problemLine } from "../problems.js";
import { offerMarkdown } from "./markdown_tools.js";
import { NextField } from "./next_field.js";
import { RowsField } from "./rows_field.js";
import { TagsField } from "./tags_field.js";

const TEXTS = ["title", "short", "more", "audience", "owner", "review"];
const DAY = 86_400_000; // milliseconds

export class Form {
  #maxWords;
  #lists;

  /** Take over the form; `given`: what the page was made with; `changed()` hears of every change. */
  constructor(given, changed) {
    this.#maxWords = given.longest_short;
    this.#lists = {
      steps: new RowsField(blockOf("steps"), "step", changed),
      questions: new RowsField(blockOf("questions"), "question", changed),
      next: new NextField(blockOf("next"), given, changed),
      tags: new TagsField(blockOf("tags"), changed),
    };
    for (const name of TEXTS)
      textOf(name).addEventListener("input", () => {
        this.#count();
        changed();
      });
    for (const button of all("button", blockOf("review")))
      button.addEventListener("click", () => {
        const date = new Date(Date.now() + Number(button.dataset.days) * DAY);
        textOf("review").value = date.toISOString().slice(0, 10);
        changed();
      });
    offerMarkdown(byId("form"));
    this.write(given.draft);
    byId("form").hidden = false;
  }

  /** Return the draft as it is typed. */
  read() {
    const texts = TEXTS.map((name) => [name, textOf(name).value]);
    const lists = Object.entries(this.#lists).map(([name, list]) => [name, [...list.values]]);
    return Object.fromEntries([...texts, ...lists]);
  }

  write(draft) {
    for (const name of TEXTS)
      if (textOf(name).value !== draft[name]) textOf(name).value = draft[name];
    for (const [name, list] of Object.entries(this.#lists)) list.write(draft[name]);
    this.#count();
  }

  /** Return the next questions that customers would see as buttons: [{slug, title}]. */
  choices() {
    return this.#lists.next.choices();
  }

  /** Show each problem where it is; return those that are in no field. */
  show(problems) {
    for (const name of [...TEXTS, ...Object.keys(this.#lists)]) {
      const own = problems.filter(({ field }) => field === name);
      const rows = this.#lists[name]?.showProblems(own) ?? 0;
      const others = own.filter((problem) => !isOfRow(problem, rows));
      render(others.map(problemLine), byId(`field-${name}-problems`));
    }
    return problems.filter(({ field }) => !blockOf(field));
  }

  /** Go to the first field with a problem, with a blocking one if there is any. */
  focusProblem() {
    const line = one("#form .blocking") ?? one("#form .mild");
    const block = line?.closest("[data-field]");
    block?.scrollIntoView({ block: "center" });
    if (block) one("input, textarea, button", block).focus();
  }

  #count() {
    const count = one(".count", blockOf("short"));
    const words = textOf("short").value.split(/\s+/).filter(Boolean).length;
    count.textContent = `${words} of ${this.#maxWords} words`;
    count.classList.toggle("over", words > this.#maxWords);
  }
}

function blockOf(name) {
  return one(`#form [data-field="${name}"]`);
}

function textOf(name) {
  return one(`#field-${name}`);
}
