// The middle pane's transcript: every word from the first, in order, as it happens.

import { el, icon } from "../kit/dom.js";
import { dayElement, markPressed, offersIn, utteranceElement } from "./messages.js";
import { noteElement } from "./notes.js";
import * as pending from "./pending.js";
import { tellSeen } from "./opening.js";
import { customerName, openHandoff, state, watch } from "./state.js";
import { day } from "../kit/time.js";

const NEAR_END = 80; // pixels
const CHUNK = 40; // messages that are laid out, or left out of sight, together
const ONE_BREATH = 180_000; // milliseconds: what one says within them stands under one name

const log = el("div", { class: "log", role: "log", "aria-label": "Transcript", tabindex: "0" });
const said = el("div", { class: "said" });
const typing = el(
  "p",
  { class: "typing", hidden: true },
  el("span", {}),
  el("span", {}),
  el("span", {}),
  "typing",
);
const newer = el(
  "button",
  { class: "newer secondary", type: "button", hidden: true, onclick: toEnd },
  icon("down"),
  "New messages",
);

let drawn = nothing(null);
let pinned = true;

// `returnText` takes a refused reply's words back into the composer.
export function build(returnText) {
  pending.start(returnText, following);
  log.append(said, pending.element, typing);
  log.addEventListener("scroll", () => {
    pinned = atEnd();
    if (pinned) newer.hidden = true;
  });
  // Taller contents, or less room for them: whoever was at the end stays there.
  const observer = new ResizeObserver(() => pinned && toEnd());
  for (const part of [log, said]) observer.observe(part);
  for (const moment of ["focus", "visibilitychange"]) addEventListener(moment, tellSeen);
  watch(["transcript", "notes"], draw);
  watch(["seen", "transcript", "unsent"], drawSeen);
  watch(["customerTyping"], drawTyping);
  return el("div", { class: "log-frame" }, log, newer);
}

export function toEnd() {
  log.scrollTop = log.scrollHeight;
  pinned = true;
  newer.hidden = true;
}

export function showUtterance(seq) {
  const found = said.querySelector(`[data-seq="${seq}"]`);
  if (!found) return;
  found.scrollIntoView({ block: "center" });
  found.classList.add("pointed");
  setTimeout(() => found.classList.remove("pointed"), 1600);
}

function nothing(conversation) {
  return { conversation, seq: 0, last: null, parted: false, notes: new Set(), offers: new Map() };
}

// Draws all of another conversation, or only what is new in this one.
function draw() {
  if (drawn.conversation !== state.conversation) {
    drawn = nothing(state.conversation);
    said.replaceChildren();
    pinned = true;
  }
  const fresh = state.transcript.filter((utterance) => utterance.seq > drawn.seq);
  const notes = state.notes.filter((note) => !drawn.notes.has(note.id));
  if (!fresh.length && !notes.length) return;
  const first = drawn.seq === 0;
  const own =
    fresh.some((utterance) => utterance.agent === state.me?.id) || notes.some((note) => note.mine);
  log.setAttribute("aria-busy", String(first));
  const followed = following(() => {
    for (const utterance of fresh) append(elementsOf(utterance));
    for (const note of notes) placeNote(note);
  }, first || own);
  if (!followed) newer.hidden = false;
  log.setAttribute("aria-busy", "false");
}

function append(elements) {
  let chunk = said.lastElementChild;
  if (!chunk || chunk.children.length >= CHUNK)
    said.append((chunk = el("div", { class: "chunk" })));
  chunk.append(...elements);
}

function elementsOf(utterance) {
  const { last } = drawn;
  const opening = !last || day(last.at) !== day(utterance.at) ? [dayElement(utterance.at)] : [];
  const follows =
    !opening.length &&
    !drawn.parted &&
    last.author === utterance.author &&
    last.agent === utterance.agent &&
    Date.parse(utterance.at) - Date.parse(last.at) < ONE_BREATH;
  const element = utteranceElement(utterance, follows);
  for (const [choice, offer] of offersIn(element)) drawn.offers.set(choice, offer);
  if (utterance.content.choice) markPressed(drawn.offers.get(utterance.content.choice));
  drawn.last = utterance;
  drawn.parted = false;
  drawn.seq = utterance.seq;
  return [...opening, element];
}

// A note stands where it was written: after everything that was said before it.
function placeNote(note) {
  const element = noteElement(note);
  drawn.notes.add(note.id);
  const dated = [...said.querySelectorAll("[data-at]")];
  const before = dated.findLast((other) => Number(other.dataset.at) <= Number(element.dataset.at));
  if (before) before.after(element);
  else append([element]);
  if (before === dated.at(-1)) drawn.parted = true; // the next one says its name again
}

// Says under one's last reply whether it was seen; beside it, so that nothing moves.
function drawSeen() {
  said.querySelector(".seen-mark")?.remove();
  const last = state.transcript.findLast((utterance) => utterance.author === "agent");
  if (
    !last ||
    state.transcript.some((later) => later.seq > last.seq && later.author === "customer")
  )
    return;
  const words = state.seen.customer >= last.seq ? "Seen" : "Delivered";
  said
    .querySelector(`[data-seq="${last.seq}"] .bubble`)
    ?.append(el("span", { class: "seen-mark" }, words));
}

function drawTyping() {
  following(() => {
    typing.hidden = !state.customerTyping;
    typing.lastChild.textContent = `${customerName(openHandoff())} is typing`;
  });
}

// Adds something and stays at the end, if that is where the reader is; tells whether it did.
function following(add, always = false) {
  const follow = always || atEnd();
  add();
  if (follow) toEnd();
  return follow;
}

function atEnd() {
  return log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_END;
}
