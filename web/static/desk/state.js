// What the page knows. Panes draw what changed; nobody else keeps a copy.

const TERSE = {
  nothing_fits: "Nothing fits",
  asked: "Asked for a person",
  failed_twice: "Answers didn't help",
  frustrated: "Upset",
  broken: "Assistant failed",
};
const LEADING = ["supervisor", "admin"];

export const state = {
  me: null,
  queues: [], // {name, label}
  queue: null, // open handoffs in the order they are to be taken; null until known
  conversation: null, // the id of the open one
  packet: null, // its context
  transcript: [],
  notes: [], // what colleagues wrote about it
  seen: { customer: 0, agent: 0 }, // up to which utterance each has seen it
  problem: "", // why it cannot be shown
  connection: "connecting", // live, away, signed_out
  unsent: [], // replies the record has not shown yet
  customerTyping: false,
};

const watchers = [];

// Calls `draw` after any of these parts of the state changed.
export function watch(parts, draw) {
  watchers.push({ parts, draw });
}

export function change(patch) {
  Object.assign(state, patch);
  const changed = Object.keys(patch);
  for (const { parts, draw } of watchers) {
    if (parts.some((part) => changed.includes(part))) draw(changed);
  }
}

// The handoff of the open conversation: as the queue has it, else as its packet had it.
export function openHandoff() {
  if (!state.conversation) return null;
  const queued = state.queue?.find((handoff) => handoff.conversation === state.conversation);
  return queued ?? state.packet?.handoff ?? null;
}

export function isMine(handoff) {
  return handoff?.state === "claimed" && handoff.mine;
}

// Whether this person leads a team: sees the team, and may move what others hold.
export function leads() {
  return LEADING.includes(state.me?.role);
}

export function customerName(handoff) {
  return handoff?.customer || "Anonymous customer";
}

export function reasonTerse(handoff) {
  return TERSE[handoff.reason] ?? handoff.reason_words;
}
