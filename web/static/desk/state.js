// What the page knows. Panes draw what changed; nobody else keeps a copy.

const TERSE = {
  nothing_fits: "Nothing fits",
  asked: "Asked for a person",
  failed_twice: "Answers didn't help",
  frustrated: "Upset",
  broken: "Assistant failed",
};

export const state = {
  me: null,
  queue: null, // open handoffs, the one that has waited longest first; null until known
  conversation: null, // the id of the open one
  packet: null, // its context
  transcript: [],
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

export function customerName(handoff) {
  return handoff?.customer || "Anonymous customer";
}

export function reasonTerse(handoff) {
  return TERSE[handoff.reason] ?? handoff.reason_words;
}
