/** Why a person is needed, in the customer's words, and what was promised to them. */

import { html, icon } from "../../kit/html.js";
import { dayAndTime, when } from "../../kit/time.js";
import { chip } from "../parts.js";
import { returned } from "../queue/ticket.js";
import { openHandoff } from "../store.js";

export function why({ reason, summary, effort: { first_question: question } }) {
  const handoff = openHandoff();
  const cameBack = handoff?.returns > 0;
  return html`<p class="reason">${reason || "Not handed off."}</p>
    ${cameBack ? html`<p class="came-back">${icon("return")}${times(handoff)}</p>` : null}
    ${question ? html`<blockquote title="The customer's first question">${question}</blockquote>` : null}
    ${alsoSaid(summary.filter((sentence) => !question?.includes(sentence)))}`;
}

export function owed({ follow_ups: items }) {
  return html`<ul class="owed">
    ${items.map(
      (item) => html`<li>
        <p>
          <b>${item.kind_label}</b>
          ${item.done_at ? chip("good", "done") : null}
          ${item.overdue ? chip("bad", "overdue") : null}
        </p>
        <p>${item.outcome || item.words || item.comment}</p>
        <p class="muted">${due(item)}</p>
      </li>`,
    )}
  </ul>`;
}

function due(item) {
  const owner = item.owner_name || "nobody yet";
  const state = item.done_at ? `Done by ${item.done_by}` : `Due ${when(item.due_at)} · ${owner}`;
  return [state, item.contact].filter(Boolean).join(" · ");
}

// The first question stands above already.
function alsoSaid(sentences) {
  if (!sentences.length) return null;
  return html`<div class="summary">
    <p class="muted">Also in their words</p>
    <ul>${sentences.map((sentence) => html`<li>${sentence}</li>`)}</ul>
  </div>`;
}

function times(handoff) {
  const often = handoff.returns > 1 ? ` (${handoff.returns} times in all)` : "";
  return `${returned(handoff).full}${often}. ${dayAndTime(handoff.returned_at)}`;
}
