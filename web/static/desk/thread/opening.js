/** The conversation that is open: reading it, and keeping it in step with what is said. */

import { get, post } from "../../kit/api.js";
import * as replies from "../composer/outbox.js";
import { backoff } from "../../kit/timing.js";
import * as line from "../line.js";
import { contextRead, contextReadAgain, earlierRead, heard, opened } from "../reducers.js";
import { isMine, openHandoff, set, state, update } from "../store.js";

const TYPING_SHOWN = 5_000; // milliseconds
let typingTimer = 0;
let colleagueTimer = 0;
let contextTimer = 0;
let toldSeen = 0;

/** Read a conversation and show it; its stream follows. */
export async function open(id) {
  toldSeen = 0;
  update(opened, id);
  try {
    const context = await get(pathOf(id));
    if (state.conversation !== id) return; // another one was opened meanwhile
    update(contextRead, context);
    settle(context.transcript);
  } catch (problem) {
    if (problem.signedOut) line.signedOut();
    const words =
      problem.status === 404
        ? "There is no such conversation. Choose one in the queue."
        : problem.message;
    if (state.conversation === id) set({ problem: words });
  }
  line.open();
}

export function take(utterance) {
  if (utterance.author === "customer") showTyping(null);
  update(heard, [utterance]);
  settle([utterance]);
  refresh(800);
}

/** Bring what was said before the first utterance that is shown; false if that did not work. */
export async function readEarlier() {
  if (state.earlier !== "more") return false;
  const id = state.conversation;
  set({ earlier: "loading" });
  const before = state.transcript[0].seq;
  const page = await get(`${pathOf(id)}/utterances?before=${before}`).catch(() => null);
  if (state.conversation !== id) return false;
  if (page) update(earlierRead, page);
  else set({ earlier: "more" });
  return page !== null;
}

/** Read the context again, a moment later, so that a burst of events costs one look. */
export function refresh(delay = 0, attempt = 0) {
  clearTimeout(contextTimer);
  const id = state.conversation;
  const again = (problem) => {
    if (problem.temporary && state.conversation === id) refresh(backoff(attempt), attempt + 1);
  };
  contextTimer = setTimeout(() => readAgain().catch(again), delay);
}

/** Read the context again and return it, with all that was said up to now. */
export async function readAgain() {
  const id = state.conversation;
  const context = await get(pathOf(id));
  if (state.conversation === id) update(contextReadAgain, context);
  return context;
}

export function showTyping(news) {
  clearTimeout(typingTimer);
  if (state.customerTyping !== (news !== null)) set({ customerTyping: news !== null });
  if (news) typingTimer = setTimeout(() => showTyping(null), TYPING_SHOWN);
}

/** Show that a colleague writes, a reply or a note. `news`: {name}, null once it is over. */
export function showColleague(news) {
  clearTimeout(colleagueTimer);
  set({ colleagueTyping: news?.name ?? "" });
  if (news) colleagueTimer = setTimeout(() => showColleague(null), TYPING_SHOWN);
}

/** Tell the customer that their words have been seen, by the one who will answer them. */
export function tellSeen() {
  const last = state.transcript.findLast((utterance) => utterance.author === "customer");
  if (!last || last.seq <= Math.max(toldSeen, state.seen.agent)) return;
  if (!isMine(openHandoff()) || document.hidden || !document.hasFocus()) return;
  const before = toldSeen;
  toldSeen = last.seq;
  post(`${pathOf(state.conversation)}/seen`, { seq: last.seq }).catch(() => (toldSeen = before));
}

function settle(utterances) {
  replies.settle(utterances);
  tellSeen();
}

function pathOf(id) {
  return `/desk/api/conversations/${encodeURIComponent(id)}`;
}
