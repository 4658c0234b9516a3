// The desk: puts its panes together and leads from one conversation to the next.

import * as alerts from "./alerts.js";
import * as connection from "./connection.js";
import * as context from "./context.js";
import * as conversation from "./conversation.js";
import * as effortWords from "./effort_words.js";
import * as keys from "./keys.js";
import * as opening from "./opening.js";
import * as outbox from "./outbox.js";
import * as presence from "./presence.js";
import * as queue from "./queue.js";
import { openHandoff, state } from "./state.js";
import { tick } from "../kit/time.js";
import { clearToasts } from "../kit/toast.js";
import { trouble, workCameBack } from "./troubles.js";

const panes = document.getElementById("main");
let before = null; // the open conversation's handoff at the last look

queue.start(open);
conversation.start({ open, back, context: toggleContext });
context.start();
keys.start({ leave: back, context: toggleContext });
alerts.start();
presence.start();
setInterval(tick, 1_000);
addEventListener("popstate", () => open(wanted(), false));
connection.start({
  ready,
  connected: outbox.flush,
  moved: followMoves,
  utterance: opening.heard,
  typing: opening.showTyping,
  note: opening.noted,
  seen: opening.seen,
  returned: workCameBack,
  trouble,
});

async function ready() {
  outbox.load();
  effortWords.load().catch(() => {}); // the marks are help, not a condition
  if (wanted()) await open(wanted(), false);
}

function wanted() {
  return new URLSearchParams(location.search).get("conversation");
}

async function open(id, remember = true) {
  if (!id) return back();
  clearToasts();
  if (remember && wanted() !== id)
    history.pushState(null, "", `/desk?conversation=${encodeURIComponent(id)}`);
  before = null;
  view("conversation");
  await opening.open(id);
}

// The open conversation was claimed, came back or has ended: its packet says the rest.
function followMoves(queueBefore) {
  const now = openHandoff();
  const moved = before && now && (now.state !== before.state || now.agent !== before.agent);
  const left =
    now &&
    !now.ended_at &&
    queueBefore.some((other) => other.id === now.id) &&
    !state.queue.some((other) => other.id === now.id);
  before = now;
  if (state.packet && (moved || left)) opening.refresh();
  opening.tellSeen();
}

function back() {
  if (panes.dataset.view === "context") return view("conversation");
  view("queue");
}

function toggleContext() {
  view(panes.dataset.view === "context" ? "conversation" : "context");
}

function view(name) {
  panes.dataset.view = name;
}
