/** What an import did, or would do: numbers first, then names, then faults by file and line. */

import { html, nothing } from "../../kit/html.js";
import { articlePage } from "../page.js";

const OUTCOMES = {
  new: ["new", "is new", "are new"],
  changed: ["changed", "changes", "change"],
  withdrawn: ["withdrawn", "is withdrawn: it has no file", "are withdrawn: they have no file"],
  draft: [
    "kept as drafts",
    "is here already, or was changed here: the file becomes a draft",
    "are here already, or were changed here: the files become drafts",
  ],
  conflict: [
    "not taken",
    "is here already and has a colleague’s draft: the file is not taken",
    "are here already and have a colleague’s draft: the files are not taken",
  ],
  faulty: ["faulty", "is faulty and is not taken", "are faulty and are not taken"],
  unchanged: ["unchanged", "stays as it is", "stay as they are"],
};
const LINKED = ["draft", "conflict"]; // what is new is there only once it was imported
const CHANGES = ["new", "changed", "withdrawn", "draft"];

/** Return how many articles an import changed, or would change. */
export function changesOf(result) {
  return CHANGES.reduce((sum, outcome) => sum + (result.counts[outcome] ?? 0), 0);
}

export function resultView(result) {
  const there = Object.keys(OUTCOMES).filter((outcome) => result.counts[outcome]);
  return html`
    <h3>${heading(result)}</h3>
    ${result.origin ? origin(result) : nothing}
    <ul class="numbers">${there.map((outcome) => line(result.counts[outcome], OUTCOMES[outcome]))}</ul>
    ${there.filter((outcome) => outcome !== "unchanged").map((outcome) => names(result, outcome))}
    ${result.faults_in_all ? faults(result) : nothing}`;
}

function heading({ dry: isDry, questions, ...result }) {
  const changes = changesOf(result);
  if (!changes) return isDry ? "Nothing would change." : "Nothing has changed.";
  const was = questions === 1 ? "was" : "were";
  if (questions)
    return `${count(questions, "example question")} ${isDry ? "would be" : was} added.`;
  return isDry ? `${count(changes, "article")} would change.` : "Imported.";
}

function origin({ origin: from, dry: isDry, drafts, ...result }) {
  const live = changesOf(result) - drafts;
  const published = `${count(live, "article")} ${isDry ? "would be" : live === 1 ? "was" : "were"} published`;
  const wait = isDry ? "would wait" : drafts === 1 ? "waits" : "wait";
  const kept = `${count(drafts, "draft")} ${wait} to be read`;
  return html`<p class="muted">Articles from ${from}.
    ${live ? `${published}. ` : nothing}${drafts ? `${kept}: nobody is answered from a draft.` : nothing}
  </p>`;
}

function line(number, [, one, many]) {
  return html`<li><b>${number.toLocaleString("en")}</b> ${number === 1 ? one : many}</li>`;
}

function names({ counts, listed, origin: from, dry: isDry }, outcome) {
  const isLinked = LINKED.includes(outcome) || (Boolean(from) && !isDry && outcome === "new");
  const words = OUTCOMES[outcome][0];
  const link = (slug) => html`<a href=${articlePage(slug)}>${slug}</a>`;
  return html`<details>
    <summary>Which are ${words}?</summary>
    <ul class="names" tabindex="0" aria-label="Articles that are ${words}">
      ${listed[outcome].map((slug) => html`<li>${isLinked ? link(slug) : slug}</li>`)}
      ${more(counts[outcome] - listed[outcome].length)}
    </ul>
  </details>`;
}

function faults({ faults_in_all: all, faults: shown }) {
  return html`<details open>
    <summary>${count(all, "thing")} to put right</summary>
    <ul class="faults" tabindex="0" aria-label="What to put right">
      ${shown.map(
        ({ file, line: at, problem }) => html`<li><b>${file}, line ${at}</b><p>${problem}</p></li>`,
      )}
      ${more(all - shown.length)}
    </ul>
  </details>`;
}

function more(left) {
  return left > 0 ? html`<li class="muted">and ${left.toLocaleString("en")} more</li>` : nothing;
}

function count(number, word) {
  return `${number.toLocaleString("en")} ${word}${number === 1 ? "" : "s"}`;
}
