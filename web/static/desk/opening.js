// The conversation that is open: reading it, and keeping it in step with what is said.

import { get, post } from "../kit/api.js";
import * as connection from "./connection.js";
import * as outbox from "./outbox.js";
import { change, isMine, openHandoff, state } from "./state.js";

const TYPING_SHOWN = 5_000; // milliseconds
const NONE = { customer: 0, agent: 0 };
let typingTimer = 0;
let contextTimer = 0;
let toldSeen = 0;

// Reads a conversation and shows it; its stream follows.
export async function open(id) {
  toldSeen = 0;
  change({
    conversation: id,
    packet: null,
    transcript: [],
    notes: [],
    seen: NONE,
    problem: "",
    customerTyping: false,
  });
  try {
    const packet = await get(pathOf(id));
    if (state.conversation !== id) return; // another one was opened meanwhile
    take(packet.transcript, { packet, notes: packet.notes, seen: packet.seen });
  } catch (problem) {
    if (problem.signedOut) connection.signedOut();
    const words =
      problem.status === 404
        ? "There is no such conversation. Choose one in the queue."
        : problem.message;
    if (state.conversation === id) change({ problem: words });
  }
  connection.reopen();
}

export function heard(utterance) {
  if (utterance.author === "customer") showTyping(null);
  take([utterance]);
  refresh(800);
}

export function noted(note) {
  if (state.notes.some((known) => known.id === note.id)) return;
  change({ notes: [...state.notes, note] });
}

export function seen({ reader, seq }) {
  if (state.seen[reader] >= seq) return;
  change({ seen: { ...state.seen, [reader]: seq } });
}

// Reads the packet again, a moment later, so that a burst of events costs one look.
export function refresh(delay = 0) {
  clearTimeout(contextTimer);
  contextTimer = setTimeout(() => readAgain().catch(() => null), delay);
}

// Reads the packet again and returns it, with all that was said up to now.
export async function readAgain() {
  const id = state.conversation;
  const packet = await get(pathOf(id));
  if (state.conversation === id) change({ packet });
  return packet;
}

export function showTyping(news) {
  clearTimeout(typingTimer);
  change({ customerTyping: news !== null });
  if (news) typingTimer = setTimeout(() => change({ customerTyping: false }), TYPING_SHOWN);
}

// Tells the customer that their words have been seen, by the one who will answer them.
export function tellSeen() {
  const last = state.transcript.findLast((utterance) => utterance.author === "customer");
  if (!last || last.seq <= Math.max(toldSeen, state.seen.agent)) return;
  if (!isMine(openHandoff()) || document.hidden || !document.hasFocus()) return;
  const before = toldSeen;
  toldSeen = last.seq;
  post(`${pathOf(state.conversation)}/seen`, { seq: last.seq }).catch(() => (toldSeen = before));
}

// Adds what was said, and in one step whatever else is known now: a note finds its place among it.
function take(utterances, rest = {}) {
  const last = state.transcript.at(-1)?.seq ?? 0;
  const fresh = utterances.filter((utterance) => utterance.seq > last);
  change({ ...rest, transcript: [...state.transcript, ...fresh] });
  outbox.settle(fresh);
  tellSeen();
}

function pathOf(id) {
  return `/desk/api/conversations/${encodeURIComponent(id)}`;
}
