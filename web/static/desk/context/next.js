/** What usually comes next: told now, the customer needs no second conversation for it. */

import { html } from "../../kit/html.js";
import { plain } from "../../kit/markdown.js";
import { putBack } from "../composer/composer.js";
import { isMine, openHandoff } from "../store.js";

let makeRoom = () => {};

export function start({ write }) {
  makeRoom = write;
}

export function usualNext({ usual_next: questions }) {
  return html`<ul class="usual-next">
    ${questions.map(
      (question) => html`<li>
        <p><b>${question.title}</b></p>
        ${
          isMine(openHandoff())
            ? html`<button class="quiet" type="button" aria-label="Tell them now: ${question.title}"
                @click=${() => tell(question)}>Tell them now</button>`
            : null
        }
      </li>`,
    )}
  </ul>`;
}

function tell({ title, short }) {
  makeRoom();
  putBack(`${title}: ${plain(short)}`);
}
