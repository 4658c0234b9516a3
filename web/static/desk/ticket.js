// One handoff as a line of the queue.

import { el, icon } from "../kit/dom.js";
import { customerName, reasonTerse, state } from "./state.js";
import { clock } from "../kit/time.js";

const LATE_AFTER = 5 * 60; // seconds
// Why it waits again: in short on its line, in full beside the conversation.
const RETURNED = {
  released: { terse: "Put back", words: "Put back into the queue" },
  connection_gone: { terse: "Came back", words: "Came back: the agent's connection was gone" },
  no_answer: { terse: "Came back", words: "Came back: not answered in time" },
  signed_out: { terse: "Came back", words: "Came back: the agent signed out" },
  transferred: { terse: "Transferred", words: "Transferred by a colleague" },
};

export function ticket(handoff) {
  const current = handoff.conversation === state.conversation;
  const unread = isUnread(handoff);
  return el(
    "button",
    {
      class: `ticket${unread ? " unread" : ""}${handoff.wanted === "other" ? " kept" : ""}`,
      type: "button",
      "aria-current": current ? "true" : null,
      dataset: { conversation: handoff.conversation },
    },
    el(
      "span",
      { class: "ticket-name" },
      el("span", {}, customerName(handoff)),
      unread && el("span", { class: "dot", role: "img", "aria-label": "Waits for your reply" }),
    ),
    time(handoff, unread),
    el("span", { class: "ticket-preview" }, handoff.preview || handoff.reason_words),
    el(
      "span",
      { class: "ticket-foot" },
      signs(handoff),
      el("span", { class: "ticket-words" }, words(handoff)),
    ),
  );
}

export function returned({ returned_why: why }) {
  return RETURNED[why] ?? { terse: "Came back", words: "Came back" };
}

function isUnread(handoff) {
  return handoff.mine && handoff.needs_reply;
}

function time(handoff, unread) {
  const waiting = handoff.state === "waiting";
  const since = unread
    ? (handoff.unanswered_since ?? handoff.preview_at)
    : waiting
      ? handoff.opened_at
      : handoff.claimed_at;
  return el("span", {
    class: "ticket-time",
    dataset: { since, ...(waiting || unread ? { lateAfter: LATE_AFTER } : {}) },
    title: waiting ? "Waiting" : unread ? "Waits for your reply" : "Since it was claimed",
  });
}

// What makes this one different from the others, in colour and in words.
function signs(handoff) {
  const waiting = handoff.state === "waiting";
  return [
    waiting && handoff.wanted === "me" && sign("accent", "star", "For you"),
    waiting &&
      handoff.wanted === "other" &&
      sign("", "clock", `Kept for ${handoff.wanted_name.split(" ")[0]}`),
    waiting && handoff.returns > 0 && sign("warn", "return", returned(handoff).terse),
    handoff.upset && sign("bad", "bolt", "Upset"),
    waiting &&
      handoff.contact &&
      sign("", "note", `Left a contact, due ${clock(handoff.promised_by)}`),
  ];
}

function sign(kind, drawing, label) {
  return el("span", { class: `chip ${kind}` }, icon(drawing), label);
}

function words(handoff) {
  const elsewhere = handoff.state === "claimed" && !handoff.mine;
  const reason = handoff.upset && handoff.reason === "frustrated" ? null : reasonTerse(handoff);
  const parts = [elsewhere ? handoff.agent_name : reason, handoff.segment_label];
  return parts.filter(Boolean).join(" · ");
}
