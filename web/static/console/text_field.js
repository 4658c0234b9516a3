// A field of plain text or Markdown, one line or many.

import { el } from "../kit/dom.js";
import { Field } from "./field.js";
import { markdownTools } from "./markdown_tools.js";

export class TextField {
  #control;
  #count;
  #words;

  // `words`: how many words may stand in it, counted as one types; `choices`: what others wrote.
  constructor(
    name,
    { label, hint, lines = 1, longest, words = 0, choices, type = "text", changed },
  ) {
    this.#words = words;
    this.#control =
      lines > 1
        ? el("textarea", { rows: lines, spellcheck: "true" })
        : el("input", { type, maxlength: longest, autocomplete: "off" });
    this.#count = words ? el("span", { class: "count" }) : null;
    const tools = lines > 1 && markdownTools(this.#control);
    const foot = el("span", { class: "field-foot" }, tools, this.#count);
    this.field = new Field(name, { label, hint, control: this.#control, foot });
    if (choices?.length) this.#suggest(name, choices);
    this.#control.addEventListener("input", () => (this.#tally(), changed()));
    this.#tally();
  }

  get element() {
    return this.field.element;
  }

  get control() {
    return this.#control;
  }

  read() {
    return this.#control.value;
  }

  write(value) {
    if (this.#control.value !== value) this.#control.value = value;
    this.#tally();
  }

  show(problems) {
    this.field.show(problems);
  }

  #suggest(name, choices) {
    const list = el(
      "datalist",
      { id: `choices-${name}` },
      choices.map((value) => el("option", { value })),
    );
    this.#control.setAttribute("list", list.id);
    this.element.append(list);
  }

  #tally() {
    if (!this.#count) return;
    const words = this.#control.value.split(/\s+/).filter(Boolean).length;
    this.#count.textContent = `${words} of ${this.#words} words`;
    this.#count.classList.toggle("over", words > this.#words);
  }
}
