// Where an agent writes: a reply to the customer, or a note for colleagues.

import { post } from "../kit/api.js";
import { el, icon } from "../kit/dom.js";
import { keepDraft, readDraft } from "./drafts.js";
import { Marks } from "./marks.js";
import { keepNote } from "./notes.js";
import { add } from "./outbox.js";
import * as picker from "./picker.js";
import { manageReplies } from "./saved_dialog.js";
import { customerName, isMine, openHandoff, state } from "./state.js";
import { toast } from "../kit/toast.js";

const LONGEST = 4000; // characters, as the server takes them
const TYPING_EVERY = 2_500; // milliseconds

let mode = "reply"; // or note
let shownFor = "";
let toldAt = 0;
let noteKept = () => {};

const box = el("textarea", { id: "reply", rows: "1", maxlength: LONGEST });
const marks = new Marks(box);
const replyTab = tab("reply", "Reply", "r");
const noteTab = tab("note", "Note", "n");
const insert = el(
  "button",
  {
    class: "quiet insert",
    type: "button",
    title: "Insert a saved reply or an article ( / )",
    onclick: openPicker,
  },
  icon("bolt"),
  "Insert",
  el("kbd", {}, "/"),
);
const sendButton = el("button", { class: "primary send", type: "submit" });
const keysHint = el(
  "span",
  { class: "muted keys-hint" },
  el("kbd", {}, "Enter"),
  " sends, ",
  el("kbd", {}, "Shift Enter"),
  " new line",
);
const form = el(
  "form",
  { class: "composer" },
  picker.build({ pick: write, close: focus, manageReplies: () => manageReplies(box.value.trim()) }),
  el(
    "div",
    { class: "composer-head" },
    el("div", { class: "modes", role: "group", "aria-label": "What to write" }, replyTab, noteTab),
    insert,
  ),
  marks.element,
  el("div", { class: "composer-foot" }, marks.row, keysHint, sendButton),
);

// `kept` is called when a note was kept.
export function build(kept) {
  noteKept = kept;
  box.addEventListener("input", () => {
    fit();
    keepDraft(mode, box.value);
    tellTyping();
  });
  box.addEventListener("keydown", onKey);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });
  return form;
}

// Shows what is being written in the open conversation; typing in it goes on undisturbed.
export function show() {
  const mine = isMine(openHandoff());
  const isOther = !shownFor.startsWith(`${state.conversation} `);
  if (!mine) mode = "note";
  else if (isOther || replyTab.hidden) mode = "reply";
  replyTab.hidden = !mine;
  const wanted = `${state.conversation} ${mode}`;
  if (shownFor === wanted) return;
  shownFor = wanted;
  const isNote = mode === "note";
  form.classList.toggle("noting", isNote);
  replyTab.setAttribute("aria-pressed", String(!isNote));
  noteTab.setAttribute("aria-pressed", String(isNote));
  insert.hidden = isNote;
  box.setAttribute("aria-label", isNote ? "Note for your team" : "Reply to the customer");
  box.placeholder = isNote
    ? "Only your team sees this"
    : `Write to ${customerName(openHandoff()).split(" ")[0]}…`;
  sendButton.replaceChildren(icon(isNote ? "note" : "send"), isNote ? "Keep note" : "Send");
  picker.hide();
  box.value = readDraft(mode);
  fit();
}

export function use(wanted) {
  mode = wanted;
  show();
  focus();
}

export function focus() {
  box.focus();
}

export function isFocused() {
  return document.activeElement === box;
}

export function openPicker() {
  if (mode === "reply" && form.isConnected) picker.open();
}

// Puts words back that were not sent, before what has been written since.
export function putBack(text, as = "reply") {
  if (mode !== as) use(as);
  box.value = box.value ? `${text}\n${box.value}` : text;
  fit();
  keepDraft(mode, box.value);
  focus();
}

function tab(name, label, key) {
  return el(
    "button",
    {
      type: "button",
      "aria-pressed": "false",
      title: `${label} (${key})`,
      onclick: () => use(name),
    },
    label,
  );
}

function onKey(event) {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    send();
  }
  const before = box.value.slice(0, box.selectionStart);
  if (event.key === "/" && mode === "reply" && /(^|\n)$/.test(before)) {
    event.preventDefault();
    openPicker();
  }
}

function send() {
  const text = box.value.trim();
  if (!text) return;
  if (mode === "note") return sendNote(text);
  const handoff = openHandoff();
  if (!isMine(handoff)) return;
  add(handoff, text);
  clear();
  toldAt = 0;
}

async function sendNote(text) {
  const { conversation } = state;
  clear();
  try {
    await keepNote(conversation, text);
    if (isMine(openHandoff())) use("reply");
    else noteKept();
  } catch (problem) {
    toast(problem.message, "bad");
    if (state.conversation === conversation) putBack(text, "note");
  }
}

function clear() {
  box.value = "";
  keepDraft(mode, "");
  fit();
}

// Writes at the caret, as typing would: the browser can take it back.
function write(text) {
  box.focus();
  if (!document.execCommand("insertText", false, text)) box.setRangeText(text);
}

function fit() {
  box.style.height = "auto";
  box.style.height = `${Math.min(box.scrollHeight + 2, innerHeight * 0.35)}px`;
  sendButton.disabled = !box.value.trim();
  marks.draw(mode === "reply");
}

function tellTyping() {
  const handoff = openHandoff();
  if (
    mode !== "reply" ||
    !isMine(handoff) ||
    !box.value.trim() ||
    Date.now() - toldAt < TYPING_EVERY
  )
    return;
  toldAt = Date.now();
  // It is a courtesy: when it does not get through, nobody needs to know.
  post(`/desk/api/handoffs/${handoff.id}/typing`).catch(() => {});
}
