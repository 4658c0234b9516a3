/**
 * Replies on their way: kept on this device until the record shows them, sent in order, and sent
 * again under the same id, which the server takes as the same reply.
 */

import { post } from "../../kit/api.js";
import { newId } from "../../kit/ids.js";
import { remember, rememberedUnder } from "../../kit/storage.js";
import { set, state } from "../store.js";

const AGAIN = 4_000;
let busy = false;
let timer = 0;

function prefix() {
  return `effie.reply.${state.me.id}.`;
}

export function load() {
  const kept = rememberedUnder(prefix()).map((text) => JSON.parse(text));
  kept.sort((a, b) => a.at - b.at);
  set({ unsent: kept });
  flush();
}

export function add(handoff, text) {
  /** @type {import("../types").Reply} */
  const reply = {
    id: newId(),
    conversation: handoff.conversation,
    handoff: handoff.id,
    text,
    at: Date.now(),
    status: "waiting", // then sent; or refused, with the reason
    reason: "",
  };
  keep(reply);
  set({ unsent: [...state.unsent, reply] });
  flush();
}

/** Take replies out that the record shows by now. */
export function settle(utterances) {
  const recorded = new Set(utterances.map((utterance) => utterance.message));
  const done = state.unsent.filter((reply) => recorded.has(reply.id));
  if (done.length) drop(done);
}

export function discard(reply) {
  drop([reply]);
}

/** Send what waits, oldest first; what a later try may bring stays in line. */
export async function flush() {
  clearTimeout(timer);
  if (busy) return;
  busy = true;
  let next = firstWaiting();
  while (next) {
    try {
      await post(`/desk/api/handoffs/${next.handoff}/messages`, { id: next.id, text: next.text });
      mark(next, "sent");
    } catch (problem) {
      if (problem.passes || problem.signedOut) break;
      mark(next, "refused", problem.message);
    }
    next = firstWaiting();
  }
  busy = false;
  if (next && state.connection !== "signed_out") timer = setTimeout(flush, AGAIN);
}

function firstWaiting() {
  return state.unsent.find((reply) => reply.status === "waiting");
}

function mark(reply, status, reason = "") {
  const marked = { ...reply, status, reason };
  // It may have been recorded, and dropped, before the answer to its request came.
  if (!state.unsent.some((other) => other.id === reply.id)) return;
  keep(marked);
  set({ unsent: state.unsent.map((other) => (other.id === reply.id ? marked : other)) });
}

function keep(reply) {
  remember(prefix() + reply.id, JSON.stringify(reply));
}

function drop(replies) {
  for (const reply of replies) remember(prefix() + reply.id, null);
  set({ unsent: state.unsent.filter((reply) => !replies.includes(reply)) });
}
