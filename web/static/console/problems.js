/** What is wrong with an article's text, as the server says it. */

import { html, icon, nothing } from "../kit/html.js";

/** Return a problem as an item of a list; a blocking one keeps the article from being published. */
export function problemLine({ words, blocking }) {
  const sentence = words.charAt(0).toUpperCase() + words.slice(1);
  return html`<li class=${blocking ? "blocking" : "mild"}>
    ${icon(blocking ? "warning" : "info")}<span>${sentence}</span>
  </li>`;
}

/** Return whether a problem is one of a single row, of so many rows. */
export function isOfRow({ item }, rows) {
  return item !== null && item < rows;
}

/** Return the problems of one row. */
export function rowProblems(problems, index) {
  const lines = problems.filter(({ item }) => item === index).map(problemLine);
  return lines.length ? html`<ul class="item-problems">${lines}</ul>` : nothing;
}

export function nothingToMend() {
  return html`<span class="chip good">${icon("check")}Nothing to mend</span>`;
}
