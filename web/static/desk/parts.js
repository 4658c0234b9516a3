/** What several panes and pages show: names, reasons, and time going by. */

import { at } from "../kit/base.js";
import { html, icon, ifDefined, live, repeat } from "../kit/html.js";
import { secondsSince, stretch } from "../kit/time.js";

const LATE_AFTER = 5 * 60; // seconds
const REASONS = {
  nothing_fits: "Nothing fits",
  asked: "Asked for a person",
  failed_twice: "Answers didn't help",
  frustrated: "Upset",
  language: "Another language",
  sensitive: "Needs care",
  taken_up: "Wrote again",
  reopened: "Opened again",
  broken: "Assistant failed",
};

export const STATUS = { available: "Available", away: "Away", offline: "Offline" };

export function customerName(handoff) {
  return handoff?.customer || "Anonymous customer";
}

export function shortReason(handoff) {
  return REASONS[handoff.reason] ?? handoff.reason_words;
}

export function chatsText({ chats, capacity }) {
  return `${chats} of ${capacity} ${capacity === 1 ? "chat" : "chats"}`;
}

export function addressOf(conversation) {
  return at(`/desk?conversation=${encodeURIComponent(conversation)}`);
}

/** Return those class names that hold. */
export function names(...all) {
  return all.filter(Boolean).join(" ");
}

/**
 * Return how long ago a moment was; drawn anew every second. `marksLate`: it should not be long.
 *
 * @param {string | null} at
 * @param {{ kind?: string, marksLate?: boolean, title?: string }} options
 */
export function since(at, { kind = "", marksLate = false, title } = {}) {
  const seconds = secondsSince(at);
  const isLate = marksLate && seconds >= LATE_AFTER;
  return html`<span class=${names("since", kind, isLate && "late")} title=${ifDefined(title)}>${stretch(seconds)}</span>`;
}

export function chip(kind, label, drawing = "") {
  return html`<span class=${names("chip", kind)}>${drawing ? icon(drawing) : null}${label}</span>`;
}

/** Return a box to check; `change(isOn)`. */
export function checkbox(label, isOn, change) {
  return html`<label class="check"><input type="checkbox" .checked=${live(isOn)}
    @change=${(event) => change(event.target.checked)} />${label}</label>`;
}

/** Return what `row` draws of each item; an item keeps its element, wherever it goes. */
export function rows(items, row) {
  return repeat(items, ({ id }) => id, row);
}

/** Say whether a part of the page is complete, for those who hear it and those who judge it. */
export function setBusy(part, isBusy) {
  part.ariaBusy = String(isBusy);
}

export function figure(value, label, isBad = false) {
  return html`<div class=${isBad ? "bad" : ""}><dt>${label}</dt><dd>${value}</dd></div>`;
}

/** Whoever opens a box wants to write in it. */
export function focusBox({ target }) {
  if (target.open) target.querySelector("textarea, input").focus();
}
