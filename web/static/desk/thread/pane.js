/** The middle pane: who it is, what may be done now, the transcript and where one writes. */

import { byId } from "../../kit/dom.js";
import { html, icon, keyed, render } from "../../kit/html.js";
import { clock, when } from "../../kit/time.js";
import * as composer from "../composer/composer.js";
import * as picker from "../composer/picker.js";
import { gapButton } from "../dialogs/content.js";
import { customerName, setBusy } from "../parts.js";
import { nextWaiting } from "../queue/queue.js";
import { isMine, onChange, openHandoff, set, state, writingMode } from "../store.js";
import { backButton, head } from "./head.js";
import * as thread from "./thread.js";

const pane = byId("conversation");

/** Draw it from now on. `ways`: open(conversation), back and context. */
export function start(ways) {
  pane.addEventListener("dragover", (event) => {
    if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
  });
  pane.addEventListener("drop", composer.takeDropped);
  thread.start();
  onChange(() => {
    render(content(ways), pane);
    setBusy(pane, Boolean(state.conversation && !state.context && !state.problem));
    thread.follow();
    composer.fit();
    if (isBeingClaimed()) composer.focus();
  });
}

/** Step back out of what is being written; false if there was nothing to step out of. */
export function stepOut() {
  if (!composer.isFocused()) return false;
  composer.leave();
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
  return (
    handoff && isMine(handoff) && state.moving?.name === "claim" && state.moving.id === handoff.id
  );
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

const OUTCOMES = { solved: "Solved", promised: "Answer promised", unsolved: "Not solved" };

/** `ways`: open(conversation) and note. */
export function footNote(handoff, ways) {
  const next = handoff?.ended_at ? nextWaiting() : null;
  return html`<div class="foot-note">
    <span>${words(handoff)} ${reached(handoff)}</span>
    <span class="foot-actions">
      <button class="quiet" type="button" title="Note for your team (n)" @click=${ways.note}>
        ${icon("note")}Note
      </button>
      ${handoff?.state === "resolved" ? gapButton(handoff) : null}
      ${next ? nextButton(next, ways) : null}
    </span>
  </div>`;
}

// Whether, and how, the customer would read what is written first.
function reached(handoff) {
  const { how, refused } = state.context?.reach ?? {};
  if (!refused && !how) return null;
  if (handoff && !handoff.ended_at) return null;
  return refused || `What you write reaches them: ${how.charAt(0).toLowerCase()}${how.slice(1)}.`;
}

function nextButton(next, { open }) {
  return html`<button class="primary next" type="button" @click=${() => open(next.conversation)}>Next: ${customerName(next)}</button>`;
}

function words(handoff) {
  if (!handoff) return "This conversation was never handed to a person.";
  if (handoff.wanted === "other")
    return `Kept for ${handoff.wanted_name} until ${clock(handoff.wanted_until)}.`;
  if (handoff.state === "waiting") return html`Claim the conversation to reply <kbd>c</kbd>`;
  if (handoff.state === "snoozed" && handoff.mine)
    return html`You have put it aside. Take it back to reply <kbd>c</kbd>`;
  if (handoff.state === "snoozed")
    return `${handoff.agent_name} has put it aside until ${when(handoff.snoozed_until)}.`;
  if (handoff.state === "claimed")
    return `${handoff.agent_name} holds this conversation. You can read along.`;
  const at = handoff.ended_at ? ` at ${clock(handoff.ended_at)}` : "";
  if (handoff.state === "abandoned") return `The customer no longer wanted a person${at}.`;
  const outcome = OUTCOMES[handoff.outcome] ?? "Resolved";
  return `${outcome} by ${handoff.mine ? "you" : handoff.agent_name}${at}. The assistant holds the conversation.`;
}
