/** What the assistant would do with a question: the decision in words, and how sure it was of what. */

import { html, icon, nothing } from "../../kit/html.js";
import { articlePage } from "../page.js";

const LOOKS = {
  answer: ["good", "check"],
  clarify: ["warn", "swap"],
  hand_off: ["bad", "people"],
  ask_again: ["warn", "return"],
};

/** Return a decision in one line, for lists: "Answers with “Lost card”". */
export function decisionChip({ decision, hits, answer }) {
  const [look, drawing] = LOOKS[decision] ?? LOOKS.ask_again;
  const title = hits.find(({ slug }) => slug === answer)?.title ?? answer;
  const words = {
    answer: `Answers with “${title}”`,
    clarify: "Asks which is meant",
    hand_off: "Brings in a person",
  };
  return html`<span class="chip ${look}">${icon(drawing)}${words[decision] ?? "Asks for other words"}</span>`;
}

/** Return a confidence in percent, rounded down: what is just below a threshold must look so. */
export function percentOf(confidence) {
  return Math.floor(confidence * 100 + 1e-6);
}

/** Return the server's reasons with 62 % where it says 0.62. */
export function inPercent(words) {
  return words.replace(/\b[01]\.\d\d\b/g, (share) => `${Math.round(share * 100)} %`);
}

/** Return the whole of it; `thresholds`: {answer, clarify}; `own`: the slug to point out. */
export function decisionView(found, thresholds, own = "") {
  const hits = html`
    <ol class="hits">${found.hits.map((hit) => hitRow(hit, thresholds, hit.slug === own))}</ol>
    <p class="hint">
      The two marks: from ${Math.round(thresholds.clarify * 100)} % on it offers articles as
      buttons, from ${Math.round(thresholds.answer * 100)} % on it answers.
    </p>`;
  return html`<div class="outcome">
    <p class="outcome-decision">${decisionChip(found)}</p>
    <p class="outcome-words">${inPercent(found.words)}</p>
    ${found.hits.length ? hits : nothing}
  </div>`;
}

function hitRow({ slug, title, confidence }, { answer, clarify }, isOwn) {
  const percent = percentOf(confidence);
  const level = confidence >= answer ? "sure" : confidence >= clarify ? "maybe" : "hardly";
  return html`<li>
    ${isOwn ? html`<b>${title}</b>` : html`<a href=${articlePage(slug)}>${title}</a>`}
    <span class="hit-percent">${percent} %</span>
    <span class="hit-bar" aria-hidden="true">
      <span class="hit-fill ${level}" style="width: ${percent}%"></span>
      ${[clarify, answer].map((at) => html`<span class="hit-tick" style="left: ${at * 100}%"></span>`)}
    </span>
  </li>`;
}
