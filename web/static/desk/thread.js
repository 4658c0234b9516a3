// The middle pane's transcript: every word from the first, in order, as it happens.

import { botWords } from "./cards.js";
import { el, icon } from "./dom.js";
import { discard } from "./outbox.js";
import { customerName, openHandoff, state, watch } from "./state.js";
import { clock, day } from "./time.js";
import { typed } from "./words.js";

const NEAR_END = 80; // pixels
const log = el("div", { class: "log", role: "log", "aria-label": "Transcript", tabindex: "0" });
const said = el("div", { class: "said" });
const pending = el("div", { class: "said pending" });
const typing = el("p", { class: "typing", hidden: true }, el("span", {}), el("span", {}), el("span", {}), "typing");
const newer = el("button", { class: "newer secondary", type: "button", hidden: true, onclick: toEnd }, icon("down"), "New messages");

let drawn = { conversation: null, seq: 0, last: null };
let pinned = true;
let giveBack = () => {};

// `returnText` takes a refused reply's words back into the composer.
export function build(returnText) {
  giveBack = returnText;
  log.append(said, pending, typing);
  log.addEventListener("scroll", () => {
    pinned = atEnd();
    if (pinned) newer.hidden = true;
  });
  // A taller reply or head takes room from the log: whoever was at its end stays there.
  new ResizeObserver(() => pinned && toEnd()).observe(log);
  watch(["transcript"], drawTranscript);
  watch(["unsent", "conversation"], drawPending);
  watch(["customerTyping"], drawTyping);
  return el("div", { class: "log-frame" }, log, newer);
}

export function toEnd() {
  log.scrollTop = log.scrollHeight;
  newer.hidden = true;
}

export function showUtterance(seq) {
  const found = said.querySelector(`[data-seq="${seq}"]`);
  if (!found) return;
  found.scrollIntoView({ block: "center" });
  found.classList.add("pointed");
  setTimeout(() => found.classList.remove("pointed"), 1600);
}

// Draws all of another conversation, or only what is new in this one.
function drawTranscript() {
  if (drawn.conversation !== state.conversation) {
    drawn = { conversation: state.conversation, seq: 0, last: null };
    said.replaceChildren();
  }
  const first = drawn.seq === 0;
  const fresh = state.transcript.filter((utterance) => utterance.seq > drawn.seq);
  if (!fresh.length) return;
  const follow = first || atEnd() || fresh.some((utterance) => utterance.agent === state.me?.id);
  log.setAttribute("aria-busy", String(first));
  for (const utterance of fresh) append(utterance);
  log.setAttribute("aria-busy", "false");
  if (follow) toEnd();
  else newer.hidden = false;
}

function append(utterance) {
  const { last } = drawn;
  if (!last || day(last.at) !== day(utterance.at)) said.append(el("p", { class: "day" }, day(utterance.at)));
  const follows =
    last &&
    last.author === utterance.author &&
    last.agent === utterance.agent &&
    Date.parse(utterance.at) - Date.parse(last.at) < 180_000;
  said.append(utterance.author === "notice" ? notice(utterance) : message(utterance, follows));
  if (utterance.content.choice) markPressed(utterance.content.choice);
  drawn.last = utterance;
  drawn.seq = utterance.seq;
}

function notice(utterance) {
  return el("p", { class: "notice", dataset: { seq: utterance.seq } }, `${utterance.text} `, stamp(utterance.at));
}

function message(utterance, follows) {
  const { author, content } = utterance;
  const pressed = author === "customer" && content.choice;
  const words = author === "bot" ? botWords(utterance) : el("p", { class: "typed" }, typed(utterance.text));
  return el(
    "article",
    { class: `message ${author}${follows ? " follows" : ""}`, dataset: { seq: utterance.seq } },
    el("p", { class: "byline" }, el("b", {}, nameOf(utterance)), stamp(utterance.at)),
    el("div", { class: `bubble${pressed ? " pressed-button" : ""}` }, pressed && icon("tap"), words),
  );
}

function nameOf({ author, agent, name }) {
  if (author === "customer") return customerName({ customer: state.packet?.profile.name });
  if (author === "bot") return "Assistant";
  return agent === state.me?.id ? "You" : name;
}

// Shows on the latest offer of this button that it was the one pressed.
function markPressed(choice) {
  const offers = said.querySelectorAll(`.offered [data-choice="${CSS.escape(choice)}"]`);
  const offer = offers[offers.length - 1];
  offer?.classList.add("pressed");
  offer?.setAttribute("aria-label", `${offer.textContent}, pressed`);
}

function stamp(at) {
  return el("time", { datetime: at, title: new Date(at).toLocaleString() }, clock(at));
}

function drawPending() {
  const own = state.unsent.filter((reply) => reply.conversation === state.conversation);
  const follow = atEnd() || own.length > pending.children.length;
  pending.replaceChildren(...own.map(pendingReply));
  if (follow) toEnd();
}

function pendingReply(reply) {
  const refused = reply.status === "refused";
  return el(
    "article",
    { class: `message agent ${refused ? "refused" : ""}` },
    el("div", { class: "bubble" }, el("p", { class: "typed" }, typed(reply.text))),
    refused
      ? el(
          "p",
          { class: "reply-status", role: "alert" },
          icon("warning"),
          `Not sent. ${reply.reason} `,
          el("button", { type: "button", class: "quiet", onclick: () => takeBack(reply) }, "Back into the reply box"),
          el("button", { type: "button", class: "quiet", onclick: () => discard(reply) }, "Discard"),
        )
      : el("p", { class: "reply-status" }, icon("clock"), statusOf(reply)),
  );
}

function statusOf(reply) {
  if (reply.status === "sent") return "Sent, on its way";
  return state.connection === "live" ? "Sending…" : "Kept here, sent as soon as the desk is connected";
}

function takeBack(reply) {
  discard(reply);
  giveBack(reply.text);
}

function drawTyping() {
  const follow = atEnd();
  const handoff = openHandoff();
  typing.hidden = !state.customerTyping;
  typing.lastChild.textContent = `${customerName(handoff)} is typing`;
  if (follow) toEnd();
}

function atEnd() {
  return log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_END;
}
