/** Replies on their way, under the transcript until it shows them. */

import { html, icon } from "../../kit/html.js";
import { putBack } from "../composer/composer.js";
import { discard } from "../composer/outbox.js";
import { state } from "../store.js";
import { typed } from "../words.js";

export function pending() {
  const own = state.unsent.filter((reply) => reply.conversation === state.conversation);
  return html`<div class="said pending">${own.map(message)}</div>`;
}

function message(reply) {
  const isRefused = reply.status === "refused";
  return html`<article class="message agent ${isRefused ? "refused" : ""}">
    <div class="bubble">${typed(reply.text)}</div>
    ${isRefused ? refusal(reply) : html`<p class="reply-status">${icon("clock")}${status(reply)}</p>`}
  </article>`;
}

function refusal(reply) {
  return html`<p class="reply-status" role="alert">
    ${icon("warning")}Not sent. ${reply.reason}
    <button type="button" class="quiet" @click=${() => takeBack(reply)}>Back into the reply box</button>
    <button type="button" class="quiet" @click=${() => discard(reply)}>Discard</button>
  </p>`;
}

function status({ status }) {
  if (status === "sent") return "Sent, on its way";
  return state.connection === "live"
    ? "Sending…"
    : "Kept here, sent as soon as the desk is connected";
}

function takeBack(reply) {
  discard(reply);
  putBack(reply.text);
}
