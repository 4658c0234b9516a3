/** The gate's sidebar: what is wrong with the text, who competes with it, and what is pinned. */

import { html, icon, nothing } from "../../kit/html.js";
import { articlePage } from "../page.js";
import { nothingToMend, problemLine } from "../problems.js";

const MAX_ARTICLES = 5;
const MAX_QUESTIONS = 8;

export function problemsView({ slug, problems }) {
  if (!problems.length) return html`<p>${nothingToMend()}</p>`;
  return html`
    <ul class="field-problems">${problems.map(problemLine)}</ul>
    <p><a href=${articlePage(slug)}>Mend it in the editor</a></p>`;
}

/** Return which articles and the draft would take questions from each other, once it is known. */
export async function competingView(asked) {
  const words = (text) => html`<p class="muted">${text}</p>`;
  try {
    if (!asked) return words("Not looked for.");
    const { competing } = await asked;
    if (!competing.length) return words("No other article wants the same questions.");
    return html`<ul class="competitors">${competing.slice(0, MAX_ARTICLES).map(competitor)}</ul>`;
  } catch ({ message }) {
    return words(`This could not be worked out. ${message}`);
  }
}

function competitor({ slug, title, questions, theirs }) {
  return html`<li>
    <a href=${articlePage(slug)}>${title}</a>
    ${confusions("Might take from this one", questions)}
    ${confusions("This one might take", theirs)}
  </li>`;
}

function confusions(label, questions) {
  if (!questions.length) return nothing;
  return html`<details>
    <summary>${label} (${questions.length})</summary>
    <ul>${questions.slice(0, MAX_QUESTIONS).map((question) => html`<li>“${question}”</li>`)}</ul>
  </details>`;
}

/** Return the pinned questions; `failing`: those that would not be answered. */
export function pinsView(pins, failing, unpin) {
  const chip = html`<span class="chip bad">would not be answered</span>`;
  return pins.map(
    (pin) => html`<li>
      <span>${pin.question}${failing.has(pin.question) ? chip : nothing}</span>
      <button
        class="icon-button" type="button" aria-label="Unpin “${pin.question}”"
        title="Pinned by ${pin.by}. Unpin" @click=${() => unpin(pin)}
      >${icon("cross")}</button>
    </li>`,
  );
}
