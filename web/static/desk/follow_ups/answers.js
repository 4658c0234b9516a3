/** Answers by e-mail to a follow-up: writing one, and what has become of those that were sent. */

import { html } from "../../kit/html.js";
import { limits } from "../../kit/limits.js";
import { when } from "../../kit/time.js";
import { chip } from "../parts.js";
import { state } from "../store.js";

/** @import { FollowUp, MailAnswer } from "../types" */

const STATES = {
  queued: ["warn", "being sent"],
  sent: ["good", "sent"],
  delivered: ["good", "delivered"],
  read: ["good", "read"],
  failed: ["bad", "not delivered"],
};

/** Whether something of it has yet to be sent. @param {FollowUp} item */
export function isUnderWay({ answers }) {
  return answers.some(({ state: how }) => how === "queued");
}

/** What was sent. @param {FollowUp} item */
export function sent({ answers, outcome }) {
  return answers.map((answer) => one(answer, Boolean(outcome)));
}

/** Words a newer state of things needs none of are left out. @param {MailAnswer} answer */
function one({ text, to, by, at, state: how, reason }, isDone) {
  const [kind, words] = STATES[how];
  return html`<div class="mail-answer">
    <p>${chip(kind, words)} <span class="muted">${by} to ${to}, ${when(at)}</span></p>
    ${isDone && how !== "failed" ? null : html`<p class="owed-words" dir="auto">${text}</p>`}
    ${reason ? html`<p class=${how === "failed" ? "problem" : "muted"}>${reason}</p>` : null}
  </div>`;
}

/**
 * The box to write an answer in; where none can be sent, why.
 *
 * @param {FollowUp} item
 * @param {{ answer: (item: FollowUp, text: string) => void }} actions
 */
export function answering(item, { answer }) {
  if (item.no_mail === null) return null;
  if (item.no_mail) return html`<p class="muted no-mail">${item.no_mail}</p>`;
  const own = state.answering?.id === item.id ? state.answering : null;
  const submit = (event) => {
    event.preventDefault();
    answer(item, event.target.elements.answer.value.trim());
  };
  return html`<details class="finish" @toggle=${focusBox}>
    <summary>Answer by e-mail…</summary>
    <form class="outcome" @submit=${submit}>
      <label>
        <span>Your answer to ${item.contact}</span>
        <textarea name="answer" rows="4" maxlength=${limits.message} required dir="auto"></textarea>
      </label>
      <button class="primary" type="submit" ?disabled=${own?.isBusy}>Send the answer</button>
      <p class="problem" role="alert" ?hidden=${!own?.problem}>${own?.problem}</p>
    </form>
  </details>`;
}

/** Whoever opens a box wants to write in it. */
export function focusBox({ target }) {
  if (target.open) target.querySelector("textarea").focus();
}
