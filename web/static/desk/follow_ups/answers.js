/** Answers by e-mail to a follow-up: writing one, and what has become of those that were sent. */

import { get } from "../../kit/api.js";
import { one } from "../../kit/dom.js";
import { html } from "../../kit/html.js";
import { limits } from "../../kit/limits.js";
import { when } from "../../kit/time.js";
import { usualNextList, wordsOf } from "../context/next.js";
import { chip, focusBox } from "../parts.js";
import { set, state } from "../store.js";

/** @import { FollowUp, MailAnswer } from "../types" */

const NOTHING = { articles: [] };
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
  return answers.map((answer) => written(answer, Boolean(outcome)));
}

/** Words a newer state of things needs none of are left out. @param {MailAnswer} answer */
function written({ text, to, by, at, state: how, reason }, isDone) {
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
 * @param {{ answer: (item: FollowUp, text: string, told: string[]) => void }} actions
 */
export function answering(item, { answer }) {
  if (item.no_mail === null) return null;
  if (item.no_mail) return html`<p class="muted no-mail">${item.no_mail}</p>`;
  const own = state.answering?.id === item.id ? state.answering : null;
  const submit = (event) => {
    event.preventDefault();
    const text = event.target.elements.answer.value.trim();
    answer(item, text, toldIn(item, text));
  };
  return html`<details class="finish" @toggle=${(event) => open(event, item)}>
    <summary>Answer by e-mail…</summary>
    <form class="outcome" @submit=${submit}>
      <label>
        <span>Your answer to ${item.contact}</span>
        <textarea name="answer" id="answer-${item.id}" rows="4" maxlength=${limits.message} required dir="auto"></textarea>
      </label>
      ${comesNext(item)}
      <button class="primary" type="submit" ?disabled=${own?.isBusy}>Send the answer</button>
      <p class="problem" role="alert" ?hidden=${!own?.problem}>${own?.problem}</p>
    </form>
  </details>`;
}

function open(event, item) {
  focusBox(event);
  if (event.target.open && !state.usualNext[item.id]) lookAhead(item);
}

/** A courtesy: when nothing can be said of it, the answer is written all the same. */
async function lookAhead({ id }) {
  const { articles } = await get(`/desk/api/follow-ups/${id}/usual-next`).catch(() => NOTHING);
  set({ usualNext: { ...state.usualNext, [id]: articles } });
}

function comesNext(item) {
  const questions = state.usualNext[item.id] ?? [];
  if (!questions.length) return null;
  const isTold = ({ title }) => item.answers.some(({ text }) => text.includes(title));
  return html`<div class="comes-next" role="group" aria-label="Usually comes next">
    <p class="muted">Usually comes next: tell them now, and they need not ask again.</p>
    ${usualNextList(questions, { isTold, tell: (question) => tell(item, question) })}
  </div>`;
}

function tell({ id }, question) {
  const area = one(`#answer-${id}`);
  if (!area.value.includes(question.title))
    area.value = [area.value.trim(), wordsOf(question)].filter(Boolean).join("\n\n");
  area.focus();
}

function toldIn({ id }, text) {
  const told = (state.usualNext[id] ?? []).filter(({ title }) => text.includes(title));
  return told.map(({ slug }) => slug);
}
