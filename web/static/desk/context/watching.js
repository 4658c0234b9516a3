/** Whether this agent wants to know what happens in the open conversation, and who else does. */

import { post } from "../../kit/api.js";
import { html } from "../../kit/html.js";
import { complain } from "../../kit/toast.js";
import { checkbox } from "../parts.js";
import { watched } from "../reducers.js";
import { state, update } from "../store.js";

export function watching({ watching: now }) {
  return html`${checkbox("Tell me when the customer writes", now.watches, set)}
    ${now.others.length ? html`<p class="muted">Also: ${now.others.join(", ")}</p>` : null}`;
}

async function set(watches) {
  const { conversation } = state;
  const path = `/desk/api/conversations/${encodeURIComponent(conversation)}/watch`;
  try {
    const now = await post(path, { watches });
    if (state.conversation === conversation) update(watched, now);
  } catch (problem) {
    complain(problem);
  }
}
