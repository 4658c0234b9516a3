/** Shows where in a text words raise effort: a wavy line under them, and what to say instead. */

import { html } from "../../kit/html.js";

/** Return the layer under a text area that holds `text`; `found` as of effort_words.js. */
export function layer(text, found) {
  const pieces = [];
  let from = 0;
  for (const mark of found) {
    pieces.push(text.slice(from, mark.from), html`<mark>${text.slice(mark.from, mark.to)}</mark>`);
    from = mark.to;
  }
  return html`<div class="marks-layer" aria-hidden="true">${pieces}${text.slice(from)}${"\n"}</div>`;
}

/** Return what to say instead of what was typed last: that is what one is thinking about. */
export function advice(found) {
  const last = found.at(-1);
  return html`<p class="marks" role="status" ?hidden=${!last}>
    ${last ? html`<b>${last.words}</b><span>${last.instead}</span>` : null}
    ${found.length > 1 ? html`<span class="muted">and ${found.length - 1} more</span>` : null}
  </p>`;
}
