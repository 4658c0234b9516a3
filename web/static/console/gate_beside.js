// Beside the gate: what is wrong with the text, and which articles want the same questions.

import { post } from "../kit/api.js";
import { el, icon } from "../kit/dom.js";
import { problemLine } from "./field.js";

// Shows what is wrong with the text; grave problems keep it from being published.
export function showProblems(given) {
  const box = document.getElementById("problems");
  const editor = `/console/articles/${encodeURIComponent(given.slug)}`;
  if (!given.problems.length) {
    box.replaceChildren(
      el("p", {}, el("span", { class: "chip good" }, icon("check"), "Nothing to mend")),
    );
    return;
  }
  box.replaceChildren(
    el("ul", { class: "field-problems" }, given.problems.map(problemLine)),
    el("p", {}, el("a", { href: editor }, "Mend it in the editor")),
  );
}

// Shows which articles and the draft would take questions from each other.
export async function showCompeting({ given, path, isDone }) {
  const box = document.getElementById("competing");
  if (isDone()) return box.replaceChildren(el("p", { class: "muted" }, "Not looked for."));
  try {
    const { competing } = await post(`${path}/competing`, { revision: given.revision });
    box.replaceChildren(
      competing.length
        ? el("ul", { class: "competitors" }, competing.slice(0, 5).map(competitor))
        : el("p", { class: "muted" }, "No other article wants the same questions."),
    );
  } catch (problem) {
    box.replaceChildren(
      el("p", { class: "muted" }, `This could not be worked out. ${problem.message}`),
    );
  }
}

function competitor({ slug, title, questions, theirs }) {
  const list = (label, items) =>
    items.length > 0 &&
    el(
      "details",
      {},
      el("summary", {}, `${label} (${items.length})`),
      el(
        "ul",
        {},
        items.slice(0, 8).map((item) => el("li", {}, `“${item}”`)),
      ),
    );
  return el(
    "li",
    {},
    el("a", { href: `/console/articles/${encodeURIComponent(slug)}` }, title),
    list("Might take from this one", questions),
    list("This one might take", theirs),
  );
}
