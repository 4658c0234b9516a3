/** The team, live: who waits, who helps, and giving a conversation to somebody else. */

import { get } from "../../kit/api.js";
import { byId } from "../../kit/dom.js";
import { html, render } from "../../kit/html.js";
import { clock, setServerTime, when } from "../../kit/time.js";
import * as bar from "../bar/bar.js";
import { askWhoTakes } from "../dialogs/transfer.js";
import {
  addressOf,
  chatsText,
  chip,
  customerName,
  figure,
  rows,
  setBusy,
  shortReason,
  since,
  STATUS,
} from "../parts.js";
import { onChange, set, state } from "../store.js";

const EVERY = 5_000; // milliseconds; presence changes without any news
const SOON = 400;
const page = byId("team");
let timer = 0;

onChange(() => {
  render(sections(), page);
  setBusy(page, !state.team);
});
bar.start({ moved: () => lookIn(SOON) });
readReasked();

function lookIn(delay) {
  clearTimeout(timer);
  timer = setTimeout(look, delay);
}

async function look() {
  const team = await get("/desk/api/team").catch(() => null);
  if (team) {
    setServerTime(team.now);
    set({ team });
  }
  lookIn(EVERY);
}

// How often agents asked for what stood before them already.
async function readReasked() {
  set({ reasked: await get("/desk/api/reasked?days=7").catch(() => null) });
}

function sections() {
  const { queues, agents } = state.team ?? { queues: null, agents: [] };
  const waiting = (state.queue ?? []).filter((handoff) => handoff.state === "waiting");
  const here = agents.filter(({ status }) => status !== "offline").length;
  return html`<section aria-labelledby="queues-title">
      <h2 id="queues-title">Queues</h2>
      <ul class="team-queues">${queues?.map(queueCard) ?? html`<li class="muted">Loading…</li>`}</ul>
    </section>
    <section aria-labelledby="agents-title">
      <h2 id="agents-title">Agents <span class="tally">${queues ? `${here} here` : null}</span></h2>
      <ul class="team-agents">${rows(agents, (agent) => agentRow(agent, look))}</ul>
    </section>
    <section aria-labelledby="waiting-title">
      <h2 id="waiting-title">Waiting <span class="tally">${state.queue ? waiting.length : null}</span></h2>
      <p class="empty" ?hidden=${!state.queue || waiting.length > 0}><b>Nobody is waiting.</b></p>
      <ul class="team-waiting">${rows(waiting, (handoff) => waitingRow(handoff, look))}</ul>
    </section>
    ${state.reasked?.conversations ? reaskedFigures(state.reasked) : null}`;
}

export function queueCard(queue) {
  const { label, open, waiting, oldest_at: oldest, agents, free } = queue;
  const until = queue.back_at ? `closed until ${when(queue.back_at)}` : "closed";
  const longest = oldest ? since(oldest, { marksLate: true }) : "–";
  return html`<li class="queue-card">
    <h3>${label}${open ? null : chip("warn", until)}</h3>
    <dl>
      ${figure(waiting, "waiting", waiting > 0 && free === 0)}
      ${figure(longest, "longest wait")}
      ${figure(agents, agents === 1 ? "agent available" : "agents available", waiting > 0 && agents === 0)}
      ${figure(free, free === 1 ? "free place" : "free places")}
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
    ${handoff.sensitive_label ? chip("bad", handoff.sensitive_label, "bolt") : null}
    ${handoff.upset ? chip("bad", "Upset", "bolt") : null}
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
