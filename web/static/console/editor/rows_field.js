/** A field of several texts, one a row: the steps, and the example questions. */

import { isComposing } from "../../kit/composing.js";
import { html, icon, live, render, repeat } from "../../kit/html.js";
import { rowProblems } from "../problems.js";
import { withoutMark } from "./pasted.js";
import { grip, moved } from "./reorder.js";

export class RowsField {
  #block;
  #list;
  #one;
  #changed;
  #rows = []; // {text}; the object itself tells one row from another
  #problems = [];

  /** Draw rows into a field's block; `one`: what a row is called; rows that are numbered are Markdown. */
  constructor(block, one, changed) {
    this.#block = block;
    this.#list = block.querySelector("ol");
    this.#one = one;
    this.#changed = changed;
    this.#addButton.addEventListener("click", () => this.#add(this.#rows.length, [""]));
  }

  get values() {
    return this.#rows.map(({ text }) => text);
  }

  write(texts) {
    if (JSON.stringify(texts) === JSON.stringify(this.values)) return;
    this.#rows = texts.map((text) => ({ text }));
    this.#draw();
  }

  /** Show the problems of single rows; return how many rows there are. */
  showProblems(problems) {
    this.#problems = problems;
    this.#draw();
    return this.#rows.length;
  }

  get #addButton() {
    return this.#block.querySelector(".list-foot button");
  }

  #draw() {
    const view = (row, index) =>
      html`<li>${this.#row(row, index)}${rowProblems(this.#problems, index)}</li>`;
    render(
      repeat(this.#rows, (row) => row, view),
      this.#list,
    );
    this.#block.querySelector(".count").textContent = this.#rows.length || "";
  }

  #row(row, index) {
    const called = `${this.#one} ${index + 1}`;
    const input = (event) => {
      row.text = event.target.value;
      this.#changed();
    };
    return html`<div class="row-line">
      ${grip(`Move ${called}: drag, or arrow keys`, (step) => this.#move(row, step))}
      <textarea
        rows="1" spellcheck="true" ?data-is-markdown=${this.#list.matches(".numbered")}
        aria-label=${called.charAt(0).toUpperCase() + called.slice(1)} .value=${live(row.text)}
        @input=${input} @keydown=${(event) => this.#onKey(event, index)}
        @paste=${(event) => this.#onPaste(event, row)}
      ></textarea>
      <button
        class="icon-button" type="button" title="Remove" aria-label="Remove ${called}"
        @click=${() => this.#remove(index, index)}
      >${icon("cross")}</button>
    </div>`;
  }

  #set(rows, said = "") {
    this.#rows = rows;
    this.#block.querySelector("[role=status]").textContent = said;
    this.#draw();
    this.#changed();
  }

  // Adds texts as rows at this place, and goes to the last of them.
  #add(at, texts, said = "") {
    this.#set(this.#rows.toSpliced(at, 0, ...texts.map((text) => ({ text }))), said);
    this.#focus(at + texts.length - 1);
  }

  #move(row, step) {
    const rows = moved(this.#rows, row, step);
    if (rows) this.#set(rows, `Now ${this.#one} ${rows.indexOf(row) + 1} of ${rows.length}`);
  }

  // Removes the row at one place, and goes to what is then at another.
  #remove(at, then) {
    this.#set(this.#rows.toSpliced(at, 1));
    this.#focus(then);
  }

  #focus(at) {
    const boxes = this.#list.querySelectorAll("textarea");
    (boxes[Math.min(at, boxes.length - 1)] ?? this.#addButton).focus();
  }

  #onKey(event, index) {
    if (isComposing(event)) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.#add(index + 1, [""]);
    } else if (event.key === "Backspace" && !event.target.value && this.#rows.length > 1) {
      event.preventDefault();
      this.#remove(index, Math.max(index - 1, 0));
    }
  }

  // Several lines become several rows: a list from a mail or a sheet is pasted at once.
  #onPaste(event, row) {
    const text = event.clipboardData?.getData("text") ?? "";
    const lines = text.split(/\r?\n/).map(withoutMark);
    const texts = lines.filter(Boolean);
    if (texts.length < 2) return;
    event.preventDefault();
    const said = `${texts.length} added`;
    if (!row.text) row.text = texts.shift();
    this.#add(this.#rows.indexOf(row) + 1, texts, said);
  }
}
