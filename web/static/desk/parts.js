/** What several panes and pages show: names, reasons, and time going by. */

import { html, ifDefined } from "../kit/html.js";
import { secondsSince, stretch } from "../kit/time.js";

const LATE_AFTER = 5 * 60; // seconds
const REASONS = {
  nothing_fits: "Nothing fits",
  asked: "Asked for a person",
  failed_twice: "Answers didn't help",
  frustrated: "Upset",
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
  return `/desk?conversation=${encodeURIComponent(conversation)}`;
}

/** Return those class names that hold. */
export function names(...all) {
  return all.filter(Boolean).join(" ");
}

/** Return how long ago a moment was; drawn anew every second. `marksLate`: it should not be long. */
export function since(at, { kind = "", marksLate = false, title = undefined } = {}) {
  const seconds = secondsSince(at);
  const isLate = marksLate && seconds >= LATE_AFTER;
  return html`<span class=${names("since", kind, isLate && "late")} title=${ifDefined(title)}>${stretch(seconds)}</span>`;
}

export function chip(kind, label, drawing = null) {
  return html`<span class=${names("chip", kind)}>${drawing}${label}</span>`;
}
