// One field of the editor: its name, what to know about it, its control, and what is wrong with it.

import { el, icon } from "../kit/dom.js";

// `control` gets the label and the problems tied to it; a group (of rows) is named by the label.
export class Field {
  constructor(name, { label, hint = "", control, group = false, foot = null }) {
    const id = `field-${name}`;
    this.name = name;
    this.problems = el("ul", { class: "field-problems", id: `${id}-problems` });
    const words = hint && el("small", { id: `${id}-hint` }, hint);
    if (group) {
      control.setAttribute("role", "group");
      control.setAttribute("aria-labelledby", `${id}-label`);
    } else {
      control.id = id;
    }
    control.setAttribute("aria-describedby", `${hint ? `${id}-hint ` : ""}${id}-problems`);
    this.element = el(
      "div",
      { class: "field-block", dataset: { field: name } },
      el(
        "div",
        { class: "field-head" },
        group ? el("h3", { id: `${id}-label` }, label) : el("label", { for: id }, label),
        words,
        foot,
      ),
      control,
      this.problems,
    );
  }

  // Shows the problems of this field; those of one of its items go to `rowOf(item)` if it has one.
  show(problems, rowOf = () => null) {
    const own = [];
    for (const old of this.element.querySelectorAll(".item-problems")) old.remove();
    for (const problem of problems) {
      const row = problem.item === null ? null : rowOf(problem.item);
      if (row) row.append(el("ul", { class: "item-problems" }, problemLine(problem)));
      else own.push(problemLine(problem));
    }
    this.problems.replaceChildren(...own);
    const grave = problems.some((problem) => problem.grave);
    this.element.classList.toggle("has-grave", grave);
  }
}

export function problemLine({ words, grave }) {
  return el(
    "li",
    { class: grave ? "grave" : "mild" },
    icon(grave ? "warning" : "info"),
    el("span", {}, sentence(words)),
  );
}

function sentence(words) {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
