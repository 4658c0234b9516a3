/**
 * What staff pages are drawn with: lit-html, and the small drawings that they share.
 *
 * Text in a template is always set as text, so nothing a customer types becomes markup.
 */

import { html } from "../vendor/lit-html/lit-html.js";
import { PATHS } from "./icons.js";

export { guard } from "../vendor/lit-html/directives/guard.js";
export { ifDefined } from "../vendor/lit-html/directives/if-defined.js";
export { keyed } from "../vendor/lit-html/directives/keyed.js";
export { live } from "../vendor/lit-html/directives/live.js";
export { ref } from "../vendor/lit-html/directives/ref.js";
export { repeat } from "../vendor/lit-html/directives/repeat.js";
export { html, nothing, render, svg } from "../vendor/lit-html/lit-html.js";

/** Return a drawing; `name` is one of those in icons.js. */
export function icon(name) {
  return html`<svg viewBox="0 0 16 16" aria-hidden="true"><path d=${PATHS[name]}></path></svg>`;
}

/** Return how sure the bot was, 0 to 1, as a small bar with its percentage. */
export function confidence(value) {
  const percent = Math.round(value * 100);
  return html`<span class="confidence" title="The assistant was ${percent} % sure">
    <span class="bar" aria-hidden="true"><span style="width: ${percent}%"></span></span>
    <span class="percent">${percent} %</span>
  </span>`;
}
