/** What this agent wants to be told of the open conversation, and when. */

import { html } from "../../kit/html.js";
import { when } from "../../kit/time.js";
import { dismiss } from "../queue/notices.js";

export function reminders({ reminders: items }) {
  return html`<ul class="owed">
    ${items.map(
      (item) => html`<li>
        <p><b>${when(item.at)}</b></p>
        ${item.words ? html`<p dir="auto">${item.words}</p>` : null}
        <p><button class="quiet" type="button" aria-label="Take the reminder away: ${when(item.at)}"
          @click=${() => dismiss(item)}>Take it away</button></p>
      </li>`,
    )}
  </ul>`;
}
