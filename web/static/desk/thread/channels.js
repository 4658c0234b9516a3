/** What the transcript shows of channels: where a message went, what failed, what was changed. */

import { post } from "../../kit/api.js";
import { html, icon } from "../../kit/html.js";
import { clock } from "../../kit/time.js";
import { toast } from "../../kit/toast.js";
import { state } from "../store.js";
import { typed } from "../words.js";
import { deliveryOf } from "./in_order.js";

/** Return where a message was written or went, "" while all of it is on one channel. */
export function viaOf({ seq, author, channel }) {
  const { channels } = state.context;
  if (channels.length < 2 && !channel) return "";
  if (author === "customer") return channel ? labelOf(channel) : "Website chat";
  return deliveryOf(seq, state.deliveries ?? [])?.channel ?? "Website chat";
}

/** Return what the customer made of a message later. */
export function changes({ message }) {
  const found = message ? state.changes.filter((change) => change.message === message) : [];
  return found.map(
    ({ what, text, at }) => html`<div class="change">
      <p class="muted">
        ${icon("note")}${what === "deleted" ? "The customer deleted this" : "The customer changed this to"}
        <time datetime=${at}>${clock(at)}</time>
      </p>
      ${what === "deleted" ? null : typed(text)}
    </div>`,
  );
}

/** Return why a message never arrived, and the ways to send it again. */
export function failure(utterance, reason) {
  if (reason === null) return null;
  const delivery = deliveryOf(utterance.seq, state.deliveries ?? []);
  const failed = delivery?.failed ?? [];
  const others = state.context.channels.filter(
    ({ place, label }) => place > 0 && label !== delivery?.channel,
  );
  return html`<div class="failure">
    <p>Not delivered${delivery?.channel ? ` on ${delivery.channel}` : ""}. ${reason}</p>
    ${
      failed.length
        ? html`<p class="again">
            <button type="button" class="secondary" @click=${() => again(failed)}>Send again</button>
            ${others.map(
              ({ identity, label }) => html`<button type="button" class="secondary"
                @click=${() => again(failed, identity)}>Send on ${label}</button>`,
            )}
          </p>`
        : null
    }
  </div>`;
}

function labelOf(connection) {
  const known = state.context.channels.find((channel) => channel.connection === connection);
  return known?.label ?? connection;
}

async function again(messages, identity = 0) {
  try {
    for (const message of messages) await post(`/desk/api/outgoing/${message}/again`, { identity });
  } catch ({ message }) {
    toast(message);
  }
}
