// The middle pane: who it is, what may be done now, the transcript and the reply.

import * as composer from "./composer.js";
import { el, icon } from "./dom.js";
import { nextWaiting } from "./queue.js";
import { customerName, openHandoff, state, watch } from "./state.js";
import * as thread from "./thread.js";
import { clock, tick } from "./time.js";

const pane = document.getElementById("conversation");
const head = el("header", { class: "conversation-head" });
const log = thread.build(composer.putBack);
const foot = el("footer", { class: "conversation-foot" });
const reply = composer.build();
const status = el("div", { class: "conversation-status" });

let act = {};
let asking = null; // the conversation whose "Resolve?" is open
let busy = false;
let drawnFoot = null;

// `actions`: claim, release, resolve, open(conversation), back, context.
export function start(actions) {
  act = actions;
  watch(["queue", "conversation", "packet", "problem"], draw);
  draw();
}

// Steps back out of a question or the reply; false if there was nothing to step out of.
export function escape() {
  if (asking) {
    asking = null;
    draw();
    head.querySelector(".resolve")?.focus();
    return true;
  }
  if (composer.isFocused()) {
    document.activeElement.blur();
    return true;
  }
  return false;
}

export function claimOpen() {
  const handoff = openHandoff();
  if (handoff?.state === "waiting") run(() => act.claim(handoff));
}

export function replyNow() {
  if (openHandoff()?.mine && openHandoff().state === "claimed") composer.focus();
}

function draw() {
  if (!state.conversation) return drawNothingOpen();
  if (state.problem) return pane.replaceChildren(backButton(), problemNote());
  if (!state.packet) return pane.replaceChildren(backButton(), el("p", { class: "pane-note" }, "Opening…"));
  if (asking && asking !== state.conversation) asking = null;
  const handoff = openHandoff();
  drawHead(handoff);
  drawFoot(handoff);
  if (log.parentNode !== pane) {
    pane.replaceChildren(head, log, status, foot);
    thread.toEnd();
  }
  tick(pane);
}

function drawNothingOpen() {
  const next = nextWaiting();
  pane.replaceChildren(
    el(
      "div",
      { class: "calm" },
      icon(next ? "clock" : "check"),
      el("p", {}, el("b", {}, next ? "Someone is waiting." : "All quiet.")),
      next
        ? el("button", { class: "primary", type: "button", onclick: () => act.open(next.conversation) }, `Open ${customerName(next)}`)
        : el("p", {}, state.queue?.length ? "Choose a conversation on the left." : "You will hear it when somebody needs you."),
    ),
  );
}

function problemNote() {
  return el("div", { class: "calm" }, icon("warning"), el("p", {}, state.problem), el("button", { class: "secondary", type: "button", onclick: () => act.open(state.conversation) }, "Try again"));
}

function drawHead(handoff) {
  const { profile } = state.packet;
  const focused = head.contains(document.activeElement) ? document.activeElement.className : null;
  head.replaceChildren(
    backButton(),
    el(
      "div",
      { class: "conversation-title" },
      el("h1", {}, profile.name || "Anonymous customer", profile.verified && el("span", { class: "chip good", title: "Signed in on your site" }, icon("check"), "verified")),
      el("p", { class: "muted" }, subtitle(handoff)),
    ),
    el("div", { class: "actions" }, actions(handoff)),
    el("button", { class: "icon-button context-toggle", type: "button", "aria-label": "About this customer", title: "About this customer", onclick: act.context }, icon("info")),
  );
  const again = focused && [...head.querySelectorAll("button")].find((button) => button.className === focused);
  again?.focus();
}

function subtitle(handoff) {
  const label = state.packet.profile.segment_label;
  if (!handoff) return [label, " · never handed to a person"];
  const words = [`${label} · ${handoff.queue_label}`];
  if (handoff.state === "waiting") words.push(" · waiting ", el("span", { dataset: { since: handoff.opened_at, lateAfter: 300 } }));
  if (handoff.state === "claimed") words.push(` · with ${handoff.mine ? "you" : handoff.agent_name} since ${clock(handoff.claimed_at)}`);
  return words;
}

function actions(handoff) {
  if (handoff?.state === "waiting") {
    return button("primary claim", "Claim", () => act.claim(handoff), "Claim (c)");
  }
  if (handoff?.state !== "claimed") return [];
  const release = button("secondary release", "Release", () => act.release(handoff), "Put back into the queue");
  if (!handoff.mine) return ["supervisor", "admin"].includes(state.me.role) ? release : [];
  if (asking) return confirmation(handoff);
  return [
    release,
    el("button", { class: "primary resolve", type: "button", onclick: () => ask() }, icon("check"), "Resolve"),
  ];
}

function ask() {
  asking = state.conversation;
  draw();
  head.querySelector(".sure")?.focus();
}

// In place of the buttons, so that nothing covers the conversation one is deciding about.
function confirmation(handoff) {
  return el(
    "div",
    { class: "confirm", role: "group", "aria-label": "Resolve this conversation?" },
    el("span", {}, "Solved? The assistant takes over and asks about the effort."),
    button("primary sure", "Yes, resolve", () => act.resolve(handoff)),
    el("button", { class: "secondary", type: "button", onclick: escape }, "Not yet"),
  );
}

function drawFoot(handoff) {
  const mine = handoff?.state === "claimed" && handoff.mine;
  if (mine) composer.show();
  const wanted = mine ? reply : footNote(handoff);
  if (mine && drawnFoot === reply) return; // leave the caret where it is
  drawnFoot = wanted;
  foot.replaceChildren(wanted);
}

function footNote(handoff) {
  if (handoff?.state === "waiting") {
    return el("div", { class: "foot-note" }, el("span", {}, handoff.reason_words, " Claim the conversation to reply."), el("kbd", {}, "c"));
  }
  if (handoff?.state === "claimed") {
    return el("div", { class: "foot-note" }, `${handoff.agent_name} holds this conversation. You can read along.`);
  }
  const next = nextWaiting();
  return el(
    "div",
    { class: "foot-note" },
    ended(handoff),
    next && el("button", { class: "primary next", type: "button", onclick: () => act.open(next.conversation) }, `Next: ${customerName(next)}`),
  );
}

function ended(handoff) {
  if (!handoff) return "This conversation was never handed to a person.";
  const at = handoff.ended_at ? ` at ${clock(handoff.ended_at)}` : "";
  if (handoff.state === "abandoned") return `The customer no longer wanted a person${at}.`;
  return `Resolved by ${handoff.mine ? "you" : handoff.agent_name}${at}. The assistant holds the conversation.`;
}

function backButton() {
  return el("button", { class: "icon-button back", type: "button", "aria-label": "Back to the queue", onclick: act.back }, icon("back"));
}

function button(kind, label, action, title = null) {
  return el("button", { class: kind, type: "button", title, disabled: busy, onclick: () => run(action) }, label);
}

// One move at a time: a second click while the first is on its way does nothing.
async function run(action) {
  if (busy) return;
  busy = true;
  draw();
  await action();
  busy = false;
  asking = null;
  draw();
}
