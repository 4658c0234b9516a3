// A field of several texts, one a row: the steps, and the example questions.

import { el, icon } from "../kit/dom.js";
import { Field } from "./field.js";
import { markdownKeys } from "./markdown_tools.js";
import { handle } from "./reorder.js";

export class ListField {
  #rows = el("ol", { class: "rows-list" });
  #said = el("span", { class: "unseen", role: "status" });
  #one;
  #changed;
  #markdown; // steps are Markdown, questions are not
  #count = el("span", { class: "count" });

  // `one`: what a row is called ("step"); `many`: what pasting does, said beside the button.
  constructor(name, { label, hint, one, add, many = "", numbered = false, changed }) {
    this.#one = one;
    this.#changed = changed;
    this.#markdown = numbered;
    if (numbered) this.#rows.classList.add("numbered");
    const more = el(
      "button",
      { class: "secondary", type: "button", onclick: () => this.#begin() },
      add,
    );
    const control = el(
      "div",
      { class: "list-control" },
      this.#rows,
      el("div", { class: "list-foot" }, more, many && el("small", { class: "muted" }, many)),
      this.#said,
    );
    const options = { label, hint, control, group: true, foot: this.#count };
    this.field = new Field(name, options);
  }

  get element() {
    return this.field.element;
  }

  read() {
    return this.#boxes().map((box) => box.value);
  }

  write(values) {
    const now = this.read();
    if (now.length === values.length && now.every((value, at) => value === values[at])) return;
    this.#rows.replaceChildren();
    for (const value of values) this.#add(value);
    this.#number();
  }

  // Adds texts that are not there yet, for example from a gap; tells how many were new.
  add(values) {
    const there = new Set(this.read().map(plain));
    const fresh = values.filter((value) => value.trim() && !there.has(plain(value)));
    for (const value of fresh) this.#add(value);
    this.#number();
    if (fresh.length) this.#changed();
    return fresh.length;
  }

  show(problems) {
    this.field.show(problems, (item) => this.#rows.children[item] ?? null);
  }

  #boxes() {
    return [...this.#rows.querySelectorAll("textarea")];
  }

  // Adds an empty row, after another one or at the end, and goes there.
  #begin(after = null) {
    const row = this.#add("", after);
    this.#number();
    row.querySelector("textarea").focus();
  }

  #add(value, after = null) {
    const row = el("li", {});
    const box = el("textarea", { rows: 1, spellcheck: "true" });
    box.value = value;
    box.addEventListener("input", () => this.#changed());
    box.addEventListener("keydown", (event) => this.#onKey(event, row, box));
    box.addEventListener("paste", (event) => this.#onPaste(event, row, box));
    if (this.#markdown) markdownKeys(box);
    const grip = handle(row, () => {
      this.#number();
      const place = [...this.#rows.children].indexOf(row) + 1;
      this.#said.textContent = `Now ${this.#one} ${place} of ${this.#rows.children.length}`;
      this.#changed();
    });
    const remove = el(
      "button",
      { class: "icon-button", type: "button", title: "Remove", onclick: () => this.#remove(row) },
      icon("cross"),
    );
    row.append(el("div", { class: "row-line" }, grip, box, remove));
    if (after) after.after(row);
    else this.#rows.append(row);
    return row;
  }

  #remove(row) {
    const next = row.nextElementSibling ?? row.previousElementSibling;
    row.remove();
    this.#number();
    this.#changed();
    (next?.querySelector("textarea") ?? this.element.querySelector(".list-foot button")).focus();
  }

  // Names every row by its place.
  #number() {
    const name = this.#one.charAt(0).toUpperCase() + this.#one.slice(1);
    [...this.#rows.children].forEach((row, index) => {
      const [grip, box, remove] = row.firstElementChild.children;
      const called = `${this.#one} ${index + 1}`;
      grip.setAttribute("aria-label", `Move ${called}: drag, or arrow keys`);
      box.setAttribute("aria-label", `${name} ${index + 1}`);
      remove.setAttribute("aria-label", `Remove ${called}`);
    });
    this.#count.textContent = this.#rows.children.length || "";
  }

  #onKey(event, row, box) {
    if (event.key === "Enter" && !event.isComposing && !event.shiftKey) {
      event.preventDefault();
      this.#begin(row);
    } else if (event.key === "Backspace" && !box.value && this.#rows.children.length > 1) {
      event.preventDefault();
      const before = row.previousElementSibling?.querySelector("textarea");
      this.#remove(row);
      before?.focus();
    }
  }

  // Several lines become several rows: a list from a mail or a sheet is pasted at once.
  #onPaste(event, row, box) {
    const lines = (event.clipboardData?.getData("text") ?? "")
      .split(/\r?\n/)
      .map((line) => line.replace(/^\s*(?:[-*•]|\d{1,3}[.)])\s+/, "").trim())
      .filter(Boolean);
    if (lines.length < 2) return;
    event.preventDefault();
    let last = row;
    const rest = box.value ? lines : lines.slice(1);
    if (!box.value) box.value = lines[0];
    for (const line of rest) last = this.#add(line, last);
    this.#number();
    last.querySelector("textarea").focus();
    this.#said.textContent = `${lines.length} added`;
    this.#changed();
  }
}

function plain(text) {
  return text.toLowerCase().split(/\s+/).filter(Boolean).join(" ");
}
