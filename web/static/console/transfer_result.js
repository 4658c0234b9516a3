// What an import did, or would do: numbers first, then names, then faults by file and line.

import { el } from "../kit/dom.js";

const OUTCOMES = {
  new: ["new", "is new", "are new"],
  changed: ["changed", "changes", "change"],
  withdrawn: ["withdrawn", "is withdrawn: it has no file", "are withdrawn: they have no file"],
  draft: [
    "kept as drafts",
    "was changed here as well: the file becomes a draft",
    "were changed here as well: the files become drafts",
  ],
  conflict: [
    "not taken",
    "was changed here and has a colleague’s draft: the file is not taken",
    "were changed here and have a colleague’s draft: the files are not taken",
  ],
  faulty: ["faulty", "is faulty and is not taken", "are faulty and are not taken"],
  unchanged: ["unchanged", "stays as it is", "stay as they are"],
};
const LINKED = new Set(["draft", "conflict"]);

export const CHANGES = ["new", "changed", "withdrawn", "draft"];

export function resultOf(result) {
  const numbers = Object.entries(OUTCOMES).filter(([outcome]) => result.counts[outcome]);
  return [
    el("h3", {}, heading(result)),
    el(
      "ul",
      { class: "numbers" },
      ...numbers.map(([outcome, words]) => line(result, outcome, words)),
    ),
    ...numbers
      .filter(([outcome]) => outcome !== "unchanged")
      .map(([outcome, words]) => names(result, outcome, words[0])),
    faults(result),
  ].filter(Boolean);
}

export function changesOf(result) {
  return CHANGES.reduce((sum, outcome) => sum + (result.counts[outcome] ?? 0), 0);
}

function heading(result) {
  const changes = changesOf(result);
  if (!changes) return result.dry ? "Nothing would change." : "Nothing has changed.";
  if (result.questions)
    return `${count(result.questions, "example question")} ${result.dry ? "would be added" : result.questions === 1 ? "was added" : "were added"}.`;
  return result.dry ? `${count(changes, "article")} would change.` : "Imported.";
}

function line(result, outcome, [, one, many]) {
  const number = result.counts[outcome];
  return el("li", {}, el("b", {}, number.toLocaleString("en")), ` ${number === 1 ? one : many}`);
}

function names(result, outcome, word) {
  const slugs = result.listed[outcome];
  const left = result.counts[outcome] - slugs.length;
  return el(
    "details",
    {},
    el("summary", {}, `Which are ${word}?`),
    el(
      "ul",
      { class: "names", tabindex: 0, "aria-label": `Articles that are ${word}` },
      ...slugs.map((slug) => el("li", {}, LINKED.has(outcome) ? link(slug) : slug)),
      left > 0 ? el("li", { class: "muted" }, `and ${left.toLocaleString("en")} more`) : null,
    ),
  );
}

function link(slug) {
  return el("a", { href: `/console/articles/${encodeURIComponent(slug)}` }, slug);
}

function faults(result) {
  if (!result.faults_in_all) return null;
  const left = result.faults_in_all - result.faults.length;
  return el(
    "details",
    { open: true },
    el("summary", {}, count(result.faults_in_all, "thing"), " to put right"),
    el(
      "ul",
      { class: "faults", tabindex: 0, "aria-label": "What to put right" },
      ...result.faults.map(({ file, line, problem }) =>
        el("li", {}, el("b", {}, `${file}, line ${line}`), el("p", {}, problem)),
      ),
      left > 0 ? el("li", { class: "muted" }, `and ${left.toLocaleString("en")} more`) : null,
    ),
  );
}

function count(number, word) {
  return `${number.toLocaleString("en")} ${word}${number === 1 ? "" : "s"}`;
}
