/** Who the customer is on each channel, how sure that is, and whether they can be reached there. */

import { get, post } from "../../kit/api.js";
import { html } from "../../kit/html.js";
import { dayAndTime } from "../../kit/time.js";
import { toast } from "../../kit/toast.js";
import { chip } from "../parts.js";
import { leads, set, state } from "../store.js";

export function channels({ channels: found, offer = [] }) {
  return [
    found.length ? html`<ul class="channels">${found.map(channel)}</ul>` : null,
    offer.length ? offered(offer) : null,
  ];
}

// What the chat offers under "Go on somewhere else", and why the rest is not there.
function offered(offer) {
  const labels = offer.filter((each) => each.place).map((each) => each.label);
  return html`<details class="offer">
    <summary>The chat offers ${labels.length ? labels.join(", ") : "no other channel"}</summary>
    <ul class="channels">
      ${offer.map(
        (each) => html`<li>
          <p class="channel-head">
            <b>${each.label}</b> ${each.place ? chip("", `${each.place}. choice`) : null}
          </p>
          ${each.why_not ? html`<p class="why-not">Not offered: ${each.why_not}</p>` : null}
        </li>`,
      )}
    </ul>
  </details>`;
}

function channel(each) {
  const hint = [
    each.name && `calls themselves ${each.name}`,
    each.language && `app in ${each.language}`,
  ];
  const hints = hint.filter(Boolean).join(", ");
  return html`<li>
    <p class="channel-head">
      <b>${each.label}</b>
      ${each.here ? chip("good", "they are here") : null}
      ${each.place ? chip("", `${each.place}. choice`) : null}
    </p>
    <p class="muted">${each.assurance_words}</p>
    ${hints ? html`<p class="muted" dir="auto">Hint, not proven: ${hints}</p>` : null}
    ${each.last_in_at ? html`<p class="muted">Last wrote ${dayAndTime(each.last_in_at)}</p>` : null}
    ${each.why_not ? html`<p class="why-not">Not now: ${each.why_not}</p>` : null}
    ${
      each.linked && leads()
        ? html`<button class="quiet" type="button" aria-label="Unlink ${each.label}"
            @click=${() => unlink(each)}>Unlink</button>`
        : null
    }
  </li>`;
}

// Nothing is lost by it: the two can be linked again by a new code.
async function unlink({ identity, label }) {
  const { conversation } = state;
  try {
    await post(`/desk/api/identities/${identity}/unlink`);
    const path = `/desk/api/conversations/${encodeURIComponent(conversation)}/channels`;
    const read = await get(path);
    if (state.conversation !== conversation) return;
    set({ context: { ...state.context, channels: read.channels, offer: read.offer } });
    toast(`${label} is unlinked. It goes on with nothing that was said elsewhere.`);
  } catch ({ message }) {
    toast(message);
  }
}
