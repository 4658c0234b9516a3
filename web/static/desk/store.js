/** What the page knows: one object, changed only by reducers, and what is drawn from it. */

import { NOTHING_OPEN } from "./reducers.js";

const LEADING = ["supervisor", "admin"];

export let state = {
  ...NOTHING_OPEN,
  me: null,
  queues: [], // {name, label}
  queue: null, // open handoffs in the order they are to be taken; null until known
  chosenQueue: "", // whose handoffs are shown; "" for all
  conversation: null, // the id of the open one
  unsent: [], // replies the record has not shown yet
  savedReplies: { replies: [], problem: "" },
  moving: null, // {id, name} of the claim or release that is on its way
  connection: "connecting", // live, away, signed_out
  behind: 0, // seconds by which messages wait for the bot
};

const draws = [];

/** Replace the state by what a reducer makes of it and the news, and draw what it says now. */
export function update(reduce, ...news) {
  const next = reduce(state, ...news);
  if (next === state) return;
  state = next;
  redraw();
}

export function set(patch) {
  update(() => ({ ...state, ...patch }));
}

/** Draw now, and after every change. */
export function onChange(draw) {
  draws.push(draw);
  draw();
}

export function redraw() {
  for (const draw of draws) draw();
}

/** Return the handoff of the open conversation: as the queue has it, else as its context had it. */
export function openHandoff() {
  if (!state.conversation) return null;
  const queued = state.queue?.find((handoff) => handoff.conversation === state.conversation);
  return queued ?? state.context?.handoff ?? null;
}

export function isMine(handoff) {
  return handoff?.state === "claimed" && handoff.mine;
}

/** Return what may be written now: reply, note, or null for nothing. */
export function writingMode() {
  if (!state.context) return null;
  if (isMine(openHandoff())) return state.mode;
  return state.noting ? "note" : null;
}

/** Tell whether this person leads a team: sees it, and may move what others hold. */
export function leads() {
  return LEADING.includes(state.me?.role);
}
