/** Where an agent writes: a reply to the customer, or a note for colleagues. */

import { post } from "../../kit/api.js";
import { isComposing } from "../../kit/composing.js";
import { one } from "../../kit/dom.js";
import { html, icon, live } from "../../kit/html.js";
import { newId } from "../../kit/ids.js";
import { limits } from "../../kit/limits.js";
import { toast } from "../../kit/toast.js";
import { customerName } from "../parts.js";
import { noted } from "../reducers.js";
import { isMine, openHandoff, redraw, set, state, update, writingMode } from "../store.js";
import * as attaching from "./attaching.js";
import { keepDraft, readDraft, takeTold } from "./drafts.js";
import { advice, find, layer } from "./effort_words.js";
import { outbox } from "./outbox.js";
import * as picker from "./picker.js";

const TYPING_EVERY = 2_500; // milliseconds

let toldAt = 0;
let attempt = { key: "", id: "" }; // to keep a note: the same words again are the same note
let fitted = { area: undefined, text: "" }; // the box as it was made to fit

export function composer() {
  const mode = writingMode();
  const text = readDraft(mode);
  const found = mode === "reply" ? find(text) : [];
  return html`<form class="composer ${mode === "note" ? "noting" : ""}" @submit=${submit}>
    ${picker.picker({ pick: write, close: focus })}
    <div class="composer-head">
      <div class="modes" role="group" aria-label="What to write">
        ${isMine(openHandoff()) ? tab("reply", "Reply", "r") : null} ${tab("note", "Note", "n")}
      </div>
      ${mode === "reply" ? html`<span class="tools-of-reply">${attaching.attachButton()}${insertButton()}</span>` : null}
    </div>
    ${mode === "reply" ? attaching.tray() : null}
    <div class="marked">
      ${layer(text, found)}
      <textarea id="reply" rows="1" dir="auto" maxlength=${limits.message} .value=${live(text)}
        aria-label=${mode === "note" ? "Note for your team" : "Reply to the customer"}
        placeholder=${placeholder(mode)}
        @input=${onInput} @paste=${onPaste} @keydown=${onKey} @scroll=${alignLayer}></textarea>
    </div>
    <div class="composer-foot">
      ${advice(found)}
      <span class="muted keys-hint"><kbd>Enter</kbd> sends, <kbd>Shift Enter</kbd> new line</span>
      <button class="primary send" type="submit" ?disabled=${!maySend(mode, text)}>
        ${mode === "note" ? [icon("note"), "Keep note"] : [icon("send"), "Send"]}
      </button>
    </div>
  </form>`;
}

/** Write in the open conversation: a reply, if one holds it, or a note. */
export function use(mode) {
  set(isMine(openHandoff()) ? { mode, picker: null } : { noting: true });
  focus();
}

export function focus() {
  box()?.focus();
}

export function leave() {
  box().blur();
}

export function isFocused() {
  return box() !== null && document.activeElement === box();
}

/** Put words back that were not sent, before what has been written since. */
export function putBack(text, as = "reply") {
  const mode = isMine(openHandoff()) ? as : "note";
  const since = readDraft(mode);
  keepDraft(mode, since ? `${text}\n${since}` : text);
  use(mode);
}

/** Make the box as high as its text needs; to be called after each drawing. */
export function fit() {
  const area = box();
  if (!area || (fitted.area === area && fitted.text === area.value)) return;
  fitted = { area, text: area.value };
  area.style.height = "auto";
  area.style.height = `${Math.min(area.scrollHeight + 2, innerHeight * 0.35)}px`;
  alignLayer();
}

function box() {
  return one("#reply");
}

function tab(mode, label, key) {
  return html`<button type="button" aria-pressed=${mode === writingMode()} title="${label} (${key})"
    @click=${() => use(mode)}>${label}</button>`;
}

function insertButton() {
  return html`<button class="quiet insert" type="button"
    title="Insert a saved reply or an article ( / )" @click=${picker.open}>
    ${icon("bolt")}Insert<kbd>/</kbd>
  </button>`;
}

function placeholder(mode) {
  if (mode === "note") return "Only your team sees this. @name tells a colleague";
  return `Write to ${customerName(openHandoff()).split(" ")[0]}…`;
}

function onInput(event) {
  keepDraft(writingMode(), event.target.value);
  redraw();
  tellTyping();
}

function onKey(event) {
  if (isComposing(event)) return;
  if (event.key === "Enter" && !event.shiftKey) submit(event);
  const { value, selectionStart } = box();
  const isAtStart = /(^|\n)$/.test(value.slice(0, selectionStart));
  if (event.key === "/" && writingMode() === "reply" && isAtStart) {
    event.preventDefault();
    picker.open();
  }
}

/** Attach what was dropped on the conversation. */
export function takeDropped(event) {
  if (!isMine(openHandoff()) || !attaching.takeFrom(event.dataTransfer)) return;
  event.preventDefault();
  use("reply");
}

function onPaste(event) {
  if (writingMode() === "reply" && attaching.takeFrom(event.clipboardData)) event.preventDefault();
}

function maySend(mode, text) {
  if (mode === "note") return Boolean(text.trim());
  const files = attaching.files();
  return Boolean(text.trim() || files.items.length) && files.areReady;
}

function submit(event) {
  event.preventDefault();
  const mode = writingMode();
  const text = readDraft(mode).trim();
  if (!maySend(mode, text)) return;
  keepDraft(mode, "");
  if (mode === "note") return sendNote(text);
  const handoff = openHandoff();
  const files = attaching.files().take();
  const told = { told: takeTold(text), ...(files.length ? { files } : {}) };
  if (handoff)
    outbox.add({ conversation: handoff.conversation, handoff: handoff.id, text, ...told });
  toldAt = 0;
}

async function sendNote(text) {
  const { conversation } = state;
  redraw();
  try {
    await keepNote(conversation, text);
    if (isMine(openHandoff())) use("reply");
    else set({ noting: false }); // who only reads along has no use for the box any more
  } catch (problem) {
    toast(problem.message, "bad");
    if (state.conversation === conversation) putBack(text, "note");
  }
}

async function keepNote(conversation, text) {
  const key = `${conversation} ${text}`;
  if (attempt.key !== key) attempt = { key, id: newId() };
  const path = `/desk/api/conversations/${encodeURIComponent(conversation)}/notes`;
  const note = await post(path, { id: attempt.id, text });
  attempt = { key: "", id: "" };
  if (state.conversation === conversation) update(noted, note);
}

// Writes at the caret, as typing would: the browser can take it back.
function write(text) {
  focus();
  if (!document.execCommand("insertText", false, text)) box().setRangeText(text);
}

function alignLayer() {
  one(".marks-layer").scrollTop = box().scrollTop;
}

function tellTyping() {
  const mode = writingMode();
  const handoff = openHandoff();
  if (!readDraft(mode).trim() || Date.now() - toldAt < TYPING_EVERY) return;
  toldAt = Date.now();
  const path =
    mode === "reply" && handoff
      ? `handoffs/${handoff.id}/typing`
      : `conversations/${encodeURIComponent(state.conversation)}/noting`;
  // It is a courtesy: when it does not get through, nobody needs to know.
  post(`/desk/api/${path}`).catch(() => {});
}
