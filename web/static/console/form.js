// The editor's fields, in the order they are written.

import { el } from "../kit/dom.js";
import { ListField } from "./list_field.js";
import { NextField } from "./next_field.js";
import { TagsField } from "./tags_field.js";
import { TextField } from "./text_field.js";

const MAX_NAME_LENGTH = 40;
const DAY = 86_400_000; // milliseconds

// `given`: what the page was made with; `changed()` is called at every change.
export function buildForm(given, changed) {
  const fields = {
    title: new TextField("title", {
      label: "Title",
      hint: "It stands on buttons: at most 60 characters.",
      longest: 120,
      changed,
    }),
    short: new TextField("short", {
      label: "Short answer",
      hint: "Complete in itself: it is all that most customers read.",
      lines: 4,
      words: given.longest_short,
      changed,
    }),
    steps: new ListField("steps", {
      label: "Steps",
      hint: "For those who want them: one action each.",
      one: "step",
      add: "Add a step",
      numbered: true,
      changed,
    }),
    more: new TextField("more", {
      label: "More",
      hint: "Optional: what only some need.",
      lines: 3,
      changed,
    }),
    questions: new ListField("questions", {
      label: "Example questions",
      hint: "As customers type them: whole sentences, fragments, typos.",
      one: "question",
      add: "Add a question",
      many: "Paste many lines at once: each becomes a question.",
      changed,
    }),
    next: new NextField("next", {
      label: "Next questions",
      hint: "Up to three, offered under the answer.",
      slug: given.slug,
      titles: given.titles,
      changed,
    }),
    tags: new TagsField("tags", {
      label: "Tags",
      hint: "They decide the topic in the help centre.",
      choices: given.tags,
      changed,
    }),
    audience: new TextField("audience", {
      label: "Audience",
      longest: MAX_NAME_LENGTH,
      choices: given.audiences,
      changed,
    }),
    owner: new TextField("owner", {
      label: "Owner",
      longest: MAX_NAME_LENGTH,
      choices: given.owners,
      changed,
    }),
    review: new TextField("review", {
      label: "Review date",
      type: "date",
      changed,
    }),
  };
  addPresets(fields.review, changed);
  const about = el(
    "div",
    { class: "about-fields" },
    fields.tags.element,
    el(
      "div",
      { class: "field-trio" },
      ["audience", "owner", "review"].map((n) => fields[n].element),
    ),
  );
  const parts = ["title", "short", "steps", "more", "questions", "next"];
  const element = el(
    "div",
    { class: "editor-form" },
    ...parts.map((n) => fields[n].element),
    about,
  );
  return new Form(fields, element);
}

class Form {
  constructor(fields, element) {
    this.fields = fields;
    this.element = element;
  }

  read() {
    const values = Object.entries(this.fields).map(([name, field]) => [name, field.read()]);
    return Object.fromEntries(values);
  }

  write(draft) {
    for (const [name, field] of Object.entries(this.fields)) field.write(draft[name]);
  }

  show(problems) {
    for (const [name, field] of Object.entries(this.fields))
      field.show(problems.filter((problem) => problem.field === name));
  }

  focus(name) {
    const block = this.fields[name]?.element;
    block?.scrollIntoView({ block: "center" });
    block?.querySelector("input, textarea, button")?.focus();
  }
}

function addPresets(review, changed) {
  const presets = [
    ["in 6 months", 182],
    ["in a year", 365],
  ].map(([label, days]) =>
    el(
      "button",
      {
        class: "quiet small",
        type: "button",
        onclick: () => {
          review.write(new Date(Date.now() + days * DAY).toISOString().slice(0, 10));
          changed();
        },
      },
      label,
    ),
  );
  review.control.after(el("div", { class: "presets" }, presets));
}
