// The left pane: who waits, what is yours, what colleagues hold.

import { el, icon } from "./dom.js";
import { customerName, reasonTerse, state, watch } from "./state.js";
import { tick } from "./time.js";

const LATE_AFTER = 5 * 60; // seconds
const KEY = "effie.queue";
const pane = document.getElementById("queue");
let openConversation = () => {};

export function start(open) {
  openConversation = open;
  pane.addEventListener("click", (event) => {
    const ticket = event.target.closest(".ticket");
    if (ticket) openConversation(ticket.dataset.conversation);
  });
  watch(["queue", "conversation"], draw);
  draw();
}

// Moves the keyboard's place in the list by one; the browser scrolls it into view.
export function step(by) {
  const tickets = [...pane.querySelectorAll(".ticket")];
  if (!tickets.length) return;
  let at = tickets.indexOf(document.activeElement);
  if (at < 0) at = tickets.findIndex((ticket) => ticket.ariaCurrent === "true");
  const next = at < 0 ? (by > 0 ? 0 : tickets.length - 1) : at + by;
  tickets[Math.min(Math.max(next, 0), tickets.length - 1)].focus();
}

export function focusQueue() {
  (pane.querySelector('.ticket[aria-current="true"]') ?? pane.querySelector(".ticket"))?.focus();
}

// The one who has waited longest, in the queue that is shown.
export function nextWaiting() {
  return shown().find((handoff) => handoff.state === "waiting");
}

function draw() {
  if (state.queue === null) {
    pane.replaceChildren(el("p", { class: "pane-note" }, "Loading the queue…"));
    return;
  }
  const focused = document.activeElement?.closest?.(".ticket")?.dataset.conversation;
  const scrolled = pane.scrollTop;
  const open = shown();
  const mine = open.filter((handoff) => handoff.mine);
  const waiting = open.filter((handoff) => handoff.state === "waiting");
  const others = open.filter((handoff) => handoff.state === "claimed" && !handoff.mine);
  pane.replaceChildren(
    ...queueChoice(),
    ...(open.length ? [] : [calm()]),
    ...section("Yours", mine),
    ...section("Waiting", waiting),
    ...section("With colleagues", others),
  );
  tick(pane);
  pane.scrollTop = scrolled;
  if (focused) pane.querySelector(`.ticket[data-conversation="${CSS.escape(focused)}"]`)?.focus();
}

function section(title, handoffs) {
  if (!handoffs.length) return [];
  const heading = el("h2", {}, title, el("span", { class: "tally" }, handoffs.length));
  return [heading, el("ul", { "aria-label": title }, handoffs.map((handoff) => el("li", {}, ticket(handoff))))];
}

function ticket(handoff) {
  const waiting = handoff.state === "waiting";
  const current = handoff.conversation === state.conversation;
  const unread = handoff.mine && handoff.needs_reply;
  const since = unread ? handoff.preview_at : waiting ? handoff.opened_at : handoff.claimed_at;
  const time = el("span", {
    class: "ticket-time",
    dataset: { since, ...(waiting || unread ? { lateAfter: LATE_AFTER } : {}) },
    title: waiting ? "Waiting" : unread ? "Since the customer's last message" : "Since it was claimed",
  });
  return el(
    "button",
    {
      class: `ticket${unread ? " unread" : ""}`,
      type: "button",
      "aria-current": current ? "true" : null,
      dataset: { conversation: handoff.conversation },
    },
    el("span", { class: "ticket-name" }, customerName(handoff), unread && el("span", { class: "dot", title: "Waits for your reply" })),
    time,
    el("span", { class: "ticket-preview" }, handoff.preview || handoff.reason_words),
    el("span", { class: "ticket-foot" }, foot(handoff)),
  );
}

function foot(handoff) {
  const reason = handoff.reason === "frustrated" ? el("span", { class: "upset" }, reasonTerse(handoff)) : reasonTerse(handoff);
  const elsewhere = handoff.state === "claimed" && !handoff.mine;
  return [elsewhere ? el("b", {}, handoff.agent_name) : reason, " · ", handoff.segment_label];
}

function calm() {
  return el(
    "div",
    { class: "calm" },
    icon("check"),
    el("p", {}, el("b", {}, "Nobody is waiting.")),
    el("p", {}, "New conversations appear here by themselves."),
  );
}

function chosenQueue() {
  try {
    return localStorage.getItem(KEY) ?? "";
  } catch {
    return "";
  }
}

function shown() {
  const queue = chosenQueue();
  const known = (state.queue ?? []).some((handoff) => handoff.queue === queue);
  return (state.queue ?? []).filter((handoff) => !known || handoff.mine || handoff.queue === queue);
}

// Offered only while more than one queue has conversations.
function queueChoice() {
  const labels = new Map(state.queue.map((handoff) => [handoff.queue, handoff.queue_label]));
  if (labels.size < 2) return [];
  const chosen = labels.has(chosenQueue()) ? chosenQueue() : "";
  const options = [["", "All"], ...labels].map(([queue, label]) =>
    el("button", { type: "button", "aria-pressed": String(queue === chosen), onclick: () => choose(queue) }, label),
  );
  return [el("div", { class: "queue-choice", role: "group", "aria-label": "Which queue" }, options)];
}

function choose(queue) {
  try {
    localStorage.setItem(KEY, queue);
  } catch {
    return; // Without storage every queue is shown.
  }
  draw();
}
