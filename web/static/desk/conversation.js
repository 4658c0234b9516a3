// The middle pane: who it is, what may be done now, the transcript and where one writes.

import { actionsFor } from "./actions.js";
import * as composer from "./composer.js";
import { el, icon } from "../kit/dom.js";
import { footNote } from "./foot_note.js";
import { isBeingClaimed } from "./moves.js";
import { nextWaiting } from "./queue.js";
import { customerName, isMine, openHandoff, state, watch } from "./state.js";
import * as thread from "./thread.js";
import { clock, tick } from "../kit/time.js";

const pane = document.getElementById("conversation");
const head = el("header", { class: "conversation-head" });
const log = thread.build(composer.putBack);
const foot = el("footer", { class: "conversation-foot" });
const writing = composer.build(noteKept);

let go = {};
let noting = null; // the conversation in which a note is written without holding it
let drawnFoot = null;

// `ways`: open(conversation), back and context.
export function start(ways) {
  go = ways;
  watch(["queue", "conversation", "packet", "problem"], draw);
  draw();
}

// Steps back out of what is being written; false if there was nothing to step out of.
export function escape() {
  if (!composer.isFocused()) return false;
  document.activeElement.blur();
  noteKept();
  return true;
}

export function replyNow() {
  if (isMine(openHandoff())) composer.use("reply");
}

export function noteNow() {
  if (!state.packet) return;
  if (!isMine(openHandoff())) noting = state.conversation;
  draw();
  composer.use("note");
}

export function insertNow() {
  if (!isMine(openHandoff())) return;
  composer.use("reply");
  composer.openPicker();
}

function draw() {
  if (!state.conversation) return drawNothingOpen();
  if (state.problem) return pane.replaceChildren(backButton(), problemNote());
  if (!state.packet)
    return pane.replaceChildren(backButton(), el("p", { class: "pane-note" }, "Opening…"));
  const handoff = openHandoff();
  drawHead(handoff);
  drawFoot(handoff);
  if (log.parentNode !== pane) {
    pane.replaceChildren(head, log, foot);
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
        ? el(
            "button",
            { class: "primary", type: "button", onclick: () => go.open(next.conversation) },
            `Open ${customerName(next)}`,
          )
        : el(
            "p",
            {},
            state.queue?.length
              ? "Choose a conversation on the left."
              : "You will hear it when somebody needs you.",
          ),
    ),
  );
}

function problemNote() {
  return el(
    "div",
    { class: "calm" },
    icon("warning"),
    el("p", {}, state.problem),
    el(
      "button",
      { class: "secondary", type: "button", onclick: () => go.open(state.conversation) },
      "Try again",
    ),
  );
}

function drawHead(handoff) {
  const { profile } = state.packet;
  const focused = head.contains(document.activeElement) ? document.activeElement.className : null;
  head.replaceChildren(
    backButton(),
    el(
      "div",
      { class: "conversation-title" },
      el(
        "h1",
        {},
        el("span", {}, profile.name || "Anonymous customer"),
        profile.verified &&
          el(
            "span",
            { class: "chip good", title: "Signed in on your site" },
            icon("check"),
            "verified",
          ),
      ),
      el("p", { class: "muted" }, subtitle(handoff)),
    ),
    el("div", { class: "actions" }, actionsFor(handoff, draw)),
    el(
      "button",
      {
        class: "icon-button context-toggle",
        type: "button",
        "aria-label": "About this customer",
        title: "About this customer (i)",
        onclick: go.context,
      },
      icon("info"),
    ),
  );
  const again =
    focused && [...head.querySelectorAll("button")].find((button) => button.className === focused);
  again?.focus();
}

function subtitle(handoff) {
  const label = state.packet.profile.segment_label;
  if (!handoff) return [label, " · never handed to a person"];
  const words = [`${label} · ${handoff.queue_label}`];
  if (handoff.state === "waiting")
    words.push(
      " · waiting ",
      el("span", { dataset: { since: handoff.opened_at, lateAfter: 300 } }),
    );
  if (handoff.state === "claimed")
    words.push(
      ` · with ${handoff.mine ? "you" : handoff.agent_name} since ${clock(handoff.claimed_at)}`,
    );
  if (!handoff.ended_at && handoff.customer_here === false) words.push(" · their page is closed");
  return words;
}

function drawFoot(handoff) {
  if (noting !== state.conversation) noting = null;
  const wanted =
    isMine(handoff) || noting ? writing : footNote(handoff, { open: go.open, note: noteNow });
  if (wanted === writing) composer.show();
  if (wanted !== writing || drawnFoot !== writing) foot.replaceChildren(wanted); // the caret stays
  drawnFoot = wanted;
  // Whoever has just claimed types on at once: not a letter may be taken for a shortcut.
  if (isMine(handoff) && isBeingClaimed(handoff)) composer.focus();
}

// Whoever only reads along has no use for the box once their note is written.
function noteKept() {
  if (!noting) return;
  noting = null;
  draw();
}

function backButton() {
  return el(
    "button",
    {
      class: "icon-button back",
      type: "button",
      "aria-label": "Back to the queue",
      onclick: go.back,
    },
    icon("back"),
  );
}
