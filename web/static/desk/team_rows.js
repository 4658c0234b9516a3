// The team page's lines: a queue, an agent with their chats, somebody who waits.

import { el, icon } from "../kit/dom.js";
import { customerName, reasonTerse } from "./state.js";
import { chatsText, STATUS } from "./team_words.js";
import { clock, when } from "../kit/time.js";
import { askWhoTakes } from "./transfer_dialog.js";

const LATE_AFTER = 5 * 60; // seconds

export function queueCard({
  label,
  open,
  back_at: backAt,
  waiting,
  oldest_at: oldest,
  agents,
  free,
}) {
  return el(
    "li",
    { class: "queue-card" },
    el(
      "h3",
      {},
      label,
      !open &&
        el("span", { class: "chip warn" }, backAt ? `closed until ${when(backAt)}` : "closed"),
    ),
    el(
      "dl",
      {},
      figure("waiting", waiting, waiting > 0 && free === 0 ? "bad" : ""),
      figure(
        "longest wait",
        oldest ? el("span", { dataset: { since: oldest, lateAfter: LATE_AFTER } }) : "–",
      ),
      figure(
        agents === 1 ? "agent available" : "agents available",
        agents,
        waiting > 0 && agents === 0 ? "bad" : "",
      ),
      figure(free === 1 ? "free place" : "free places", free),
    ),
  );
}

// `changed` is called after a conversation was given to somebody else.
export function agentRow(agent, changed) {
  const { name, status, capacity, chats } = agent;
  return el(
    "li",
    { class: `agent ${status}` },
    el("i", { class: `status ${status}` }),
    el(
      "div",
      { class: "agent-name" },
      el("b", {}, name),
      el(
        "span",
        { class: "muted" },
        status === "offline"
          ? STATUS[status]
          : `${STATUS[status]} · ${chatsText({ chats: chats.length, capacity })}`,
      ),
    ),
    el(
      "ul",
      { class: "chats" },
      chats.map((chat) => chatRow(chat, agent, changed)),
    ),
  );
}

export function waitingRow(handoff, changed) {
  return el(
    "li",
    { class: "waiting-row" },
    el("a", { href: address(handoff.conversation) }, customerName(handoff)),
    el("span", { class: "waiting-words muted" }, handoff.preview),
    handoff.upset && el("span", { class: "chip bad" }, icon("bolt"), "Upset"),
    el(
      "span",
      { class: "muted" },
      [!handoff.upset && reasonTerse(handoff), handoff.queue_label].filter(Boolean).join(" · "),
    ),
    el("span", {
      class: "ticket-time",
      dataset: { since: handoff.opened_at, lateAfter: LATE_AFTER },
    }),
    el(
      "button",
      {
        class: "quiet",
        type: "button",
        "aria-label": `Assign ${customerName(handoff)}`,
        onclick: () => askWhoTakes(handoff, changed),
      },
      "Assign",
    ),
  );
}

export function askedAgain({ days, conversations, conversations_reasked: again, share, by }) {
  return [
    el(
      "p",
      {},
      el("b", {}, `${Math.round(share * 100)} %`),
      ` of ${conversations} conversations in ${days} days: an agent asked for what they could read already (${again}).`,
    ),
    el(
      "ul",
      { class: "asked-list" },
      by.map(({ label, times }) => el("li", {}, el("span", { class: "chip" }, times), label)),
    ),
  ];
}

function chatRow(
  {
    handoff,
    conversation,
    customer,
    claimed_at: since,
    needs_reply: unread,
    unanswered_since: unanswered,
  },
  agent,
  changed,
) {
  return el(
    "li",
    {},
    el("a", { href: address(conversation) }, customerName({ customer })),
    unread
      ? el(
          "span",
          { class: "muted" },
          "waits for a reply ",
          el("span", {
            class: "ticket-time",
            dataset: { since: unanswered ?? since, lateAfter: LATE_AFTER },
          }),
        )
      : el("span", { class: "muted" }, `since ${clock(since)}`),
    el(
      "button",
      {
        class: "quiet",
        type: "button",
        "aria-label": `Reassign ${customerName({ customer })}`,
        onclick: () => askWhoTakes({ id: handoff, customer, agent: agent.id }, changed),
      },
      "Reassign",
    ),
  );
}

function figure(label, value, kind = "") {
  return el("div", { class: kind || null }, el("dt", {}, label), el("dd", {}, value));
}

function address(conversation) {
  return `/desk?conversation=${encodeURIComponent(conversation)}`;
}
