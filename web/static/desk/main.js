/** The desk: puts its panes together and leads from one conversation to the next. */

import { byId } from "../kit/dom.js";
import { clearToasts } from "../kit/toast.js";
import * as bar from "./bar/bar.js";
import * as effortWords from "./composer/effort_words.js";
import * as replies from "./composer/outbox.js";
import * as context from "./context/context.js";
import * as keys from "./keys.js";
import { addressOf } from "./parts.js";
import * as queue from "./queue/queue.js";
import { changed, delivered, noted, seenBy } from "./reducers.js";
import { openHandoff, set, state, update } from "./store.js";
import * as opening from "./thread/opening.js";
import * as pane from "./thread/pane.js";

const panes = byId("main");
/** @type {import("./types").Handoff | null} */
let before = null; // the open conversation's handoff at the last look

queue.start(open);
pane.start({ open, back, context: toggleContext });
context.start({ write: () => view("conversation") });
keys.start({ leave: back, context: toggleContext });
addEventListener("popstate", () => open(named(), false));
bar.start({
  ready,
  connected: () => replies.outbox.flush(),
  moved: followMoves,
  utterance: opening.take,
  typing: opening.showTyping,
  readers: ({ readers }) => set({ readers }),
  colleague: opening.showColleague,
  note: (note) => update(noted, note),
  seen: (news) => update(seenBy, news),
  deliveries: (news) => update(delivered, news),
  change: (change) => update(changed, change),
});

async function ready() {
  replies.load();
  effortWords.load();
  if (named()) await open(named(), false);
}

// The conversation that the page's address names.
function named() {
  return new URLSearchParams(location.search).get("conversation");
}

async function open(id, remembers = true) {
  if (!id) return back();
  clearToasts();
  if (remembers && named() !== id) history.pushState(null, "", addressOf(id));
  before = null;
  view("conversation");
  await opening.open(id);
}

// The open conversation was claimed, came back or has ended: its context says the rest.
function followMoves(queueBefore) {
  const now = openHandoff();
  const isMoved = before && now && (now.state !== before.state || now.agent !== before.agent);
  const isIn = (handoffs) => handoffs.some(({ id }) => id === now?.id);
  const hasLeft = now && !now.ended_at && isIn(queueBefore) && !isIn(state.queue);
  before = now;
  if (state.context && (isMoved || hasLeft)) opening.refresh();
  opening.tellSeen();
}

function back() {
  view(panes.dataset.view === "context" ? "conversation" : "queue");
}

function toggleContext() {
  view(panes.dataset.view === "context" ? "conversation" : "context");
}

function view(name) {
  panes.dataset.view = name;
}
