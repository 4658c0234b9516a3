/** How the customer likes to be spoken to: the sign, the words it was read from, and what helps. */

import { html } from "../../kit/html.js";
import { chip } from "../parts.js";
import { showUtterance } from "../thread/thread.js";

export function manner({ manner: { name, label, advice, signs } }) {
  return html`<div class="manner ${name}">
    ${chip("accent", label)}
    <p>${advice}</p>
    <p class="muted">Read from</p>
    <ul>${signs.map(
      ({ seq, words }) => html`<li><button class="mood-words" dir="auto" type="button"
        title="Show in the transcript" @click=${() => showUtterance(seq)}>“${words}”</button></li>`,
    )}</ul>
  </div>`;
}
