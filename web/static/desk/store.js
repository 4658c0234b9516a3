/** What the page knows: one object, changed only by reducers, and what is drawn from it. */

import { NOTHING_OPEN, unknown } from "./reducers.js";

const LEADING = ["supervisor", "admin"];

/** @type {import("./types").State} */
export let state = {
  ...NOTHING_OPEN,
  me: unknown,
  queues: [],
  queue: unknown,
  notices: [],
  chosenQueue: "",
  moving: null,
  moves: {},
  unsent: [],
  savedReplies: { replies: [], problem: "" },
  connection: "connecting",
  behind: 0,
  team: null,
  reasked: null,
  followUps: null,
  filter: "all",
  finishing: null,
  answering: null,
  usualNext: {},
};

/** @type {(() => void)[]} */
const draws = [];

/** Replace the state by what a reducer makes of it and the news, and draw what it says now. */
export function update(reduce, ...news) {
  const next = reduce(state, ...news);
  if (next === state) return;
  state = next;
  redraw();
}

/** @param {Partial<import("./types").State>} patch */
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
