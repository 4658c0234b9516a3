/** The left pane: who waits, what is yours, what colleagues hold. */

import { all, byId, one } from "../../kit/dom.js";
import { html, icon, render } from "../../kit/html.js";
import { remember, remembered } from "../../kit/storage.js";
import { rows, setBusy } from "../parts.js";
import { isMine, onChange, openHandoff, set, state } from "../store.js";
import { notices } from "./notices.js";
import { ticket } from "./ticket.js";

const KEY = "effie.queue";
const SECTIONS = [
  { title: "Yours", has: (handoff) => handoff.mine && handoff.state !== "snoozed" },
  { title: "Waiting", has: (handoff) => handoff.state === "waiting" },
  { title: "With colleagues", has: (handoff) => handoff.state === "claimed" && !handoff.mine },
  { title: "Snoozed", has: (handoff) => handoff.state === "snoozed" },
];
const pane = byId("queue");
let shownAs = ""; // the open conversation, and whose it was, when its line was last brought into sight

export function start(open) {
  set({ chosenQueue: remembered(KEY) ?? "" });
  onChange(() => {
    render(state.queue ? queue(open) : loading(), pane);
    setBusy(pane, !state.queue);
    showOpen();
  });
}

// Its line is brought into sight when it is opened and when it becomes one's own, which moves it to
// the top of the list; after that the list stays where one scrolls it.
function showOpen() {
  const now = `${state.conversation} ${isMine(openHandoff())}`;
  const line = state.queue && one('.ticket[aria-current="true"]', pane);
  if (!line || now === shownAs) return;
  shownAs = now;
  line.scrollIntoView({ block: "nearest" });
}

/** Move the keyboard's place in the list by one; the browser scrolls it into view. */
export function step(by) {
  const tickets = all(".ticket", pane);
  if (!tickets.length) return;
  let at = tickets.indexOf(document.activeElement);
  if (at < 0) at = tickets.findIndex((each) => each.ariaCurrent === "true");
  const next = at < 0 ? (by > 0 ? 0 : tickets.length - 1) : at + by;
  tickets[Math.min(Math.max(next, 0), tickets.length - 1)].focus();
}

export function focusQueue() {
  (one('.ticket[aria-current="true"]') ?? one(".ticket"))?.focus();
}

/** Return the first handoff one may claim, in the queue that is shown. */
export function nextWaiting() {
  return shown().find((handoff) => handoff.state === "waiting" && handoff.wanted !== "other");
}

function loading() {
  return html`<p class="pane-note">Loading the queue…</p>`;
}

function queue(open) {
  const handoffs = shown();
  return html`${choices()}${notices(open)}${
    handoffs.length
      ? SECTIONS.map(({ title, has }) => section(title, handoffs.filter(has), open))
      : nobody()
  }`;
}

function section(title, handoffs, open) {
  if (!handoffs.length) return null;
  return html`<h2>${title}<span class="tally">${handoffs.length}</span></h2>
    <ul aria-label=${title}>${rows(handoffs, (handoff) => ticket(handoff, open))}</ul>`;
}

function nobody() {
  return html`<div class="calm">
    ${icon("check")}
    <p><b>Nobody is waiting.</b></p>
    <p>New conversations appear here by themselves.</p>
  </div>`;
}

function shown() {
  const all = state.queue ?? [];
  const chosen = choice(all);
  return all.filter((handoff) => !chosen || handoff.mine || handoff.queue === chosen);
}

// The chosen queue; "" if none is, or if it has no conversations now.
function choice(handoffs) {
  return handoffs.some(({ queue }) => queue === state.chosenQueue) ? state.chosenQueue : "";
}

// Offered only while more than one queue has conversations.
function choices() {
  const labels = new Map(state.queue.map((handoff) => [handoff.queue, handoff.queue_label]));
  if (labels.size < 2) return null;
  const chosen = choice(state.queue);
  return html`<div class="queue-choice" role="group" aria-label="Which queue">
    ${[["", "All"], ...labels].map(
      ([name, label]) => html`<button type="button" aria-pressed=${name === chosen}
        @click=${() => choose(name)}>${label}</button>`,
    )}
  </div>`;
}

function choose(chosenQueue) {
  remember(KEY, chosenQueue);
  set({ chosenQueue });
}
