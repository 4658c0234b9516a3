// The tags: short words, typed or taken from those that other articles have.

import { el, icon } from "../kit/dom.js";
import { Field } from "./field.js";

export class TagsField {
  #tags = [];
  #chips = el("span", { class: "tag-chips" });
  #box = el("input", {
    type: "text",
    "aria-label": "Add a tag",
    autocomplete: "off",
    maxlength: 40,
  });
  #changed;

  constructor(name, { label, hint, choices, changed }) {
    this.#changed = changed;
    const list = el(
      "datalist",
      { id: "tag-choices" },
      choices.map((value) => el("option", { value })),
    );
    this.#box.setAttribute("list", list.id);
    this.#box.placeholder = "Add a tag";
    this.#box.addEventListener("keydown", (event) => this.#onKey(event));
    this.#box.addEventListener("change", () => this.#take());
    this.#box.addEventListener("blur", () => this.#take());
    const control = el("div", { class: "tags-control" }, this.#chips, this.#box, list);
    this.field = new Field(name, { label, hint, control, group: true });
  }

  get element() {
    return this.field.element;
  }

  read() {
    return [...this.#tags];
  }

  write(tags) {
    this.#tags = [...tags];
    this.#draw();
  }

  show(problems) {
    this.field.show(problems);
  }

  #onKey(event) {
    if ((event.key === "Enter" || event.key === ",") && !event.isComposing) {
      event.preventDefault();
      this.#take();
    } else if (event.key === "Backspace" && !this.#box.value && this.#tags.length) {
      this.#remove(this.#tags.at(-1));
    }
  }

  #take() {
    const fresh = this.#box.value
      .split(",")
      .map((tag) => tag.trim().toLowerCase())
      .filter((tag) => tag && !this.#tags.includes(tag));
    this.#box.value = "";
    if (!fresh.length) return;
    this.#tags.push(...new Set(fresh));
    this.#draw();
    this.#changed();
  }

  #remove(tag) {
    this.#tags = this.#tags.filter((each) => each !== tag);
    this.#draw();
    this.#changed();
    this.#box.focus();
  }

  #draw() {
    this.#chips.replaceChildren(
      ...this.#tags.map((tag) =>
        el(
          "span",
          { class: "tag" },
          tag,
          el(
            "button",
            {
              type: "button",
              title: "Remove",
              "aria-label": `Remove the tag ${tag}`,
              onclick: () => this.#remove(tag),
            },
            icon("cross"),
          ),
        ),
      ),
    );
  }
}
