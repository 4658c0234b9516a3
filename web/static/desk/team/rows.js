/** The team page's lines: a queue, an agent with their chats, somebody who waits. */

import { html, icon } from "../../kit/html.js";
import { clock, when } from "../../kit/time.js";
import { askWhoTakes } from "../dialogs/transfer.js";
import { addressOf, chatsText, chip, customerName, shortReason, since, STATUS } from "../parts.js";

export function queueCard({
  label,
  open,
  back_at: backAt,
  waiting,
  oldest_at: oldest,
  agents,
  free,
}) {
  const longest = oldest ? since(oldest, { marksLate: true }) : "–";
  return html`<li class="queue-card">
    <h3>${label}${open ? null : chip("warn", backAt ? `closed until ${when(backAt)}` : "closed")}</h3>
    <dl>
      ${figure("waiting", waiting, waiting > 0 && free === 0)}
      ${figure("longest wait", longest)}
      ${figure(agents === 1 ? "agent available" : "agents available", agents, waiting > 0 && agents === 0)}
      ${figure(free === 1 ? "free place" : "free places", free)}
    </dl>
  </li>`;
}

/** `changed` is called after a conversation was given to somebody else. */
export function agentRow(agent, changed) {
  const { name, status, capacity, chats } = agent;
  const busy = chatsText({ chats: chats.length, capacity });
  return html`<li class="agent ${status}">
    <i class="status ${status}"></i>
    <div class="agent-name">
      <b>${name}</b>
      <span class="muted">${status === "offline" ? STATUS[status] : `${STATUS[status]} · ${busy}`}</span>
    </div>
    <ul class="chats">${chats.map((chat) => chatRow(chat, agent, changed))}</ul>
  </li>`;
}

export function waitingRow(handoff, changed) {
  const reason = handoff.upset ? null : shortReason(handoff);
  return html`<li class="waiting-row">
    <a href=${addressOf(handoff.conversation)}>${customerName(handoff)}</a>
    <span class="waiting-words muted">${handoff.preview}</span>
    ${handoff.upset ? chip("bad", "Upset", icon("bolt")) : null}
    <span class="muted">${[reason, handoff.queue_label].filter(Boolean).join(" · ")}</span>
    ${since(handoff.opened_at, { kind: "ticket-time", marksLate: true })}
    ${giveButton("Assign", handoff, changed)}
  </li>`;
}

/** How often agents asked for what they could read already. */
export function reaskedFigures({ days, conversations, conversations_reasked: again, share, by }) {
  return html`<section aria-labelledby="asked-title">
    <h2 id="asked-title">Asked again</h2>
    <p>
      <b>${Math.round(share * 100)} %</b> of ${conversations} conversations in ${days} days: an agent
      asked for what they could read already (${again}).
    </p>
    <ul class="asked-list">${by.map(({ label, times }) => html`<li>${chip("", times)}${label}</li>`)}</ul>
  </section>`;
}

function chatRow(chat, agent, changed) {
  const { handoff: id, conversation, customer, claimed_at: claimedAt } = chat;
  const late = since(chat.unanswered_since ?? claimedAt, { kind: "ticket-time", marksLate: true });
  const state = chat.needs_reply ? html`waits for a reply ${late}` : `since ${clock(claimedAt)}`;
  return html`<li>
    <a href=${addressOf(conversation)}>${customerName(chat)}</a>
    <span class="muted">${state}</span>
    ${giveButton("Reassign", { id, customer, agent: agent.id }, changed)}
  </li>`;
}

function giveButton(label, handoff, changed) {
  return html`<button class="quiet" type="button" aria-label="${label} ${customerName(handoff)}"
    @click=${() => askWhoTakes(handoff, changed)}>${label}</button>`;
}

function figure(label, value, isBad = false) {
  return html`<div class=${isBad ? "bad" : ""}><dt>${label}</dt><dd>${value}</dd></div>`;
}
