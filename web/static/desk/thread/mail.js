/** The mail that a message was, as it came: with what it quotes. Folded, and read when it is opened. */

import { get } from "../../kit/api.js";
import { html } from "../../kit/html.js";
import { set, state } from "../store.js";

/** Return the fold below what came by mail, null below all else. */
export function original({ author, channel, content, message }) {
  const isMail = author === "customer" && state.context.mailboxes?.includes(channel);
  if (!isMail || !message || content.choice) return null;
  return html`<details class="original" @toggle=${(event) => event.target.open && read(message)}>
    <summary>The mail as it came</summary>
    ${shown(state.originals[message])}
  </details>`;
}

function shown(mail) {
  if (!mail) return html`<p class="muted">Loading…</p>`;
  if (mail.problem) return html`<p class="muted">${mail.problem}</p>`;
  const { subject, sender, attachments, text } = mail;
  return html`<p class="muted" dir="auto">${sender} · ${subject || "no subject"}</p>
    ${attachments.length ? html`<p class="muted">With ${attachments.join(", ")}</p>` : null}
    <pre dir="auto" tabindex="0" aria-label="The mail as it came">${text}</pre>`;
}

async function read(message) {
  const { conversation, originals } = state;
  if (originals[message] && !originals[message].problem) return;
  const path = `/desk/api/conversations/${encodeURIComponent(conversation)}/mails/${message}`;
  const mail = await get(path).catch((error) => ({ problem: error.message }));
  set({ originals: { ...state.originals, [message]: mail } });
}
