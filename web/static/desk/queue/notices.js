/** What this agent has to read: reminders, and where colleagues want them. */

import { post } from "../../kit/api.js";
import { html, icon } from "../../kit/html.js";
import { when } from "../../kit/time.js";
import { complain } from "../../kit/toast.js";
import { rows } from "../parts.js";
import { noticeRead } from "../reducers.js";
import { state, update } from "../store.js";

const TITLES = {
  reminder: () => "Reminder",
  mention: ({ by_name: name }) => `${name} names you in a note`,
  watched: () => "You watch this one",
};

export function notices(open) {
  if (!state.notices.length) return null;
  return html`<h2>For you<span class="tally">${state.notices.length}</span></h2>
    <ul class="notices" aria-label="For you">${rows(state.notices, (notice) => line(notice, open))}</ul>`;
}

/** Take one away. */
export async function dismiss({ id }) {
  await post(`/desk/api/notices/${id}/read`).catch(complain);
  update(noticeRead, id);
}

function line(notice, open) {
  const { conversation, kind, words, at } = notice;
  return html`<li class="notice">
    <button class="notice-words" type="button" @click=${() => follow(notice, open)}>
      <b>${TITLES[kind](notice)}</b>
      <span dir="auto">${words || nameOf(conversation)}</span>
      <time class="muted" datetime=${at}>${when(at)}</time>
    </button>
    <button class="icon-button" type="button" aria-label="Done with this: ${TITLES[kind](notice)}"
      title="Done" @click=${() => dismiss(notice)}>${icon("check")}</button>
  </li>`;
}

function nameOf(conversation) {
  return state.queue?.find((each) => each.conversation === conversation)?.customer ?? "Open it";
}

// A reminder stays until it is done; what only tells of something is read once it is looked at.
function follow(notice, open) {
  if (notice.kind !== "reminder") dismiss(notice);
  open(notice.conversation);
}
