/** What is said of the open conversation: its tags, each pressed or not. */

import { put } from "../../kit/api.js";
import { html } from "../../kit/html.js";
import { complain } from "../../kit/toast.js";
import { tagged } from "../reducers.js";
import { openHandoff, state, update } from "../store.js";

export function tags({ labels }) {
  const reason = openHandoff()?.contact_reason_label;
  return html`${reason ? html`<p>Came for: <b>${reason}</b></p>` : null}
    <div class="tag-choice" role="group" aria-label="Tags">
      ${labels.all_tags.map(({ name, label }) => {
        const isOn = labels.tags.some((tag) => tag.name === name);
        return html`<button class="tag" type="button" aria-pressed=${isOn}
          @click=${() => toggle(name, isOn)}>${label}</button>`;
      })}
    </div>`;
}

async function toggle(name, isOn) {
  const { conversation, context } = state;
  const others = context.labels.tags.map((tag) => tag.name).filter((tag) => tag !== name);
  const path = `/desk/api/conversations/${encodeURIComponent(conversation)}/tags`;
  try {
    const { tags: now } = await put(path, { tags: isOn ? others : [...others, name] });
    if (state.conversation === conversation) update(tagged, now);
  } catch (problem) {
    complain(problem);
  }
}
