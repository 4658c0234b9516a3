/** What the same customer came with before, folded: a line each, the words when opened. */

import { get } from "../../kit/api.js";
import { html } from "../../kit/html.js";
import { day } from "../../kit/time.js";
import { addressOf } from "../parts.js";
import { set, state } from "../store.js";

const AUTHORS = { customer: "Customer", bot: "Assistant", notice: "" };

export function earlier({ earlier: conversations }) {
  return html`<ul class="earlier">
    ${conversations.map(
      (past) => html`<li>
        <details @toggle=${(event) => event.target.open && unfold(past.conversation)}>
          <summary>
            <span class="earlier-question">${past.first_question || "Nothing was asked"}</span>
            <span class="muted">${summary(past)}</span>
          </summary>
          <div class="earlier-words">${words(past.conversation)}</div>
        </details>
      </li>`,
    )}
  </ul>`;
}

function summary({ started_at: startedAt, outcome_words: outcome, score }) {
  return [day(startedAt), outcome, score && `effort ${score} of 5`].filter(Boolean).join(" · ");
}

function words(conversation) {
  const { transcript, problem } = state.unfolded[conversation] ?? {};
  if (problem) return html`<p class="problem">${problem}</p>`;
  if (!transcript) return html`<p class="muted">Opening…</p>`;
  return [
    transcript.map(line),
    html`<p><a href=${addressOf(conversation)}>Open this conversation</a></p>`,
  ];
}

async function unfold(conversation) {
  if (state.unfolded[conversation]) return;
  let read;
  try {
    read = await get(`/desk/api/conversations/${encodeURIComponent(conversation)}`);
  } catch (problem) {
    read = { problem: problem.message };
  }
  set({ unfolded: { ...state.unfolded, [conversation]: read } });
}

function line({ author, name, text }) {
  const who = author === "agent" ? name : AUTHORS[author];
  return html`<p class=${author}>${who ? html`<b>${who} </b>` : null}${text}</p>`;
}
