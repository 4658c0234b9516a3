/** The middle pane: who it is, what may be done now, the transcript and where one writes. */

import { html, icon, render } from "../../kit/html.js";
import { keyed } from "../../vendor/lit-html/directives/keyed.js";
import * as composer from "../composer/composer.js";
import * as picker from "../composer/picker.js";
import { customerName } from "../parts.js";
import { nextWaiting } from "../queue/queue.js";
import { isMine, onChange, openHandoff, set, state, writingMode } from "../store.js";
import { footNote } from "./foot_note.js";
import { backButton, head } from "./head.js";
import * as thread from "./thread.js";

const pane = document.getElementById("conversation");

/** Draw it from now on. `ways`: open(conversation), back and context. */
export function start(ways) {
  thread.start();
  onChange(() => {
    render(content(ways), pane);
    thread.follow();
    composer.fit();
    if (isBeingClaimed()) composer.focus();
  });
}

/** Step back out of what is being written; false if there was nothing to step out of. */
export function stepOut() {
  if (!composer.isFocused()) return false;
  document.activeElement.blur();
  set({ noting: false });
  return true;
}

export function replyNow() {
  if (isMine(openHandoff())) composer.use("reply");
}

export function noteNow() {
  if (state.context) composer.use("note");
}

export function insertNow() {
  if (!isMine(openHandoff())) return;
  composer.use("reply");
  picker.open();
}

// Whoever has just claimed types on at once: not a letter may be taken for a shortcut. The news of
// the claim may be here before its answer is.
function isBeingClaimed() {
  const handoff = openHandoff();
  return isMine(handoff) && state.moving?.name === "claim" && state.moving.id === handoff.id;
}

function content(ways) {
  if (!state.conversation) return nothingOpen(ways);
  if (state.problem) return [backButton(ways), problemNote(ways)];
  if (!state.context) return [backButton(ways), html`<p class="pane-note">Opening…</p>`];
  const handoff = openHandoff();
  return keyed(
    state.conversation,
    html`${head(handoff, ways)} ${thread.thread()}
      <footer class="conversation-foot">
        ${writingMode() ? composer.composer() : footNote(handoff, { open: ways.open, note: noteNow })}
      </footer>`,
  );
}

function nothingOpen({ open }) {
  const next = nextWaiting();
  if (!next)
    return html`<div class="calm">${icon("check")}
    <p><b>All quiet.</b></p>
    <p>${state.queue?.length ? "Choose a conversation on the left." : "You will hear it when somebody needs you."}</p>
  </div>`;
  return html`<div class="calm">${icon("clock")}
    <p><b>Someone is waiting.</b></p>
    <button class="primary" type="button" @click=${() => open(next.conversation)}>Open ${customerName(next)}</button>
  </div>`;
}

function problemNote({ open }) {
  return html`<div class="calm">${icon("warning")}
    <p>${state.problem}</p>
    <button class="secondary" type="button" @click=${() => open(state.conversation)}>Try again</button>
  </div>`;
}
