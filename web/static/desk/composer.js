// Where an agent writes. A draft is kept on this device, per conversation, until it is sent.

import { post } from "./api.js";
import { el, icon } from "./dom.js";
import { add } from "./outbox.js";
import { openHandoff, state } from "./state.js";

const LONGEST = 4000; // characters, as the server takes them
const TYPING_EVERY = 2_500; // milliseconds

let toldAt = 0;
let shownFor = null;

const box = el("textarea", {
  id: "reply",
  rows: "1",
  maxlength: LONGEST,
  placeholder: "Write a reply…",
  "aria-label": "Reply to the customer",
});
const sendButton = el("button", { class: "primary send", type: "submit" }, icon("send"), "Send");
const form = el(
  "form",
  { class: "composer" },
  box,
  el(
    "div",
    { class: "composer-foot" },
    el("span", { class: "muted" }, el("kbd", {}, "Enter"), " sends, ", el("kbd", {}, "Shift Enter"), " for a new line"),
    sendButton,
  ),
);

export function build() {
  box.addEventListener("input", () => {
    fit();
    keepDraft();
    tellTyping();
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      send();
    }
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });
  return form;
}

// Shows the draft of the open conversation; typing in it goes on undisturbed.
export function show() {
  if (shownFor === state.conversation) return;
  shownFor = state.conversation;
  box.value = readDraft();
  fit();
}

export function focus() {
  box.focus();
}

export function isFocused() {
  return document.activeElement === box;
}

// Puts words back that were not sent, before what has been written since.
export function putBack(text) {
  box.value = box.value ? `${text}\n${box.value}` : text;
  fit();
  keepDraft();
  focus();
}

function send() {
  const text = box.value.trim();
  const handoff = openHandoff();
  if (!text || !handoff?.mine) return;
  add(handoff, text);
  box.value = "";
  fit();
  keepDraft();
  toldAt = 0;
}

function fit() {
  box.style.height = "auto";
  box.style.height = `${Math.min(box.scrollHeight + 2, innerHeight * 0.35)}px`;
  sendButton.disabled = !box.value.trim();
}

function tellTyping() {
  const handoff = openHandoff();
  if (!handoff?.mine || !box.value.trim() || Date.now() - toldAt < TYPING_EVERY) return;
  toldAt = Date.now();
  // It is a courtesy: when it does not get through, nobody needs to know.
  post(`/desk/api/handoffs/${handoff.id}/typing`).catch(() => {});
}

function draftKey() {
  return `effie.draft.${state.me.id}.${state.conversation}`;
}

function readDraft() {
  try {
    return localStorage.getItem(draftKey()) ?? "";
  } catch {
    return "";
  }
}

function keepDraft() {
  try {
    if (box.value) localStorage.setItem(draftKey(), box.value);
    else localStorage.removeItem(draftKey());
  } catch {
    // Without storage a draft lasts as long as the page.
  }
}
