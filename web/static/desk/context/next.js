/** What usually comes next: told now, the customer needs no second conversation for it. */

import { html } from "../../kit/html.js";
import { plain } from "../../kit/markdown.js";
import { putBack, use } from "../composer/composer.js";
import { keepTold, readDraft } from "../composer/drafts.js";
import { chip } from "../parts.js";
import { isMine, openHandoff, state } from "../store.js";

/** @import { NextQuestion } from "../types" */

let makeRoom = () => {};

export function start({ write }) {
  makeRoom = write;
}

export function usualNext({ usual_next: questions }) {
  return usualNextList(questions, { isTold, tell: isMine(openHandoff()) ? tell : null });
}

/**
 * Return the list; `tell(question)` puts one into what is being written, null where nobody may.
 *
 * @param {NextQuestion[]} questions
 * @param {{ isTold: (question: NextQuestion) => boolean, tell: ((question: NextQuestion) => void) | null }} ways
 */
export function usualNextList(questions, { isTold, tell }) {
  return html`<ul class="usual-next">
    ${questions.map(
      (question) => html`<li>
        <p><b>${question.title}</b></p>
        ${isTold(question) ? chip("good", "told", "check") : tell && tellButton(question, tell)}
      </li>`,
    )}
  </ul>`;
}

/** Return the words that tell it. @param {NextQuestion} question */
export function wordsOf({ title, short }) {
  return `${title}: ${plain(short)}`;
}

/** The likeliest that was not told yet, for whoever is about to end the conversation. */
export function stillToTell() {
  const questions = isMine(openHandoff()) ? (state.context?.usual_next ?? []) : [];
  return questions.find((question) => !isTold(question));
}

/** Put it into the reply. @param {NextQuestion} question */
export function tell(question) {
  makeRoom();
  if (readDraft("reply").includes(question.title)) use("reply");
  else putBack(wordsOf(question));
  keepTold({ slug: question.slug, title: question.title });
}

export function tellButton(question, tell) {
  return html`<button class="secondary" type="button" aria-label="Tell them now: ${question.title}"
    @click=${() => tell(question)}>Tell them now</button>`;
}

function isTold({ title }) {
  const said = state.transcript.filter(({ author }) => author === "agent");
  const onTheirWay = state.unsent.filter((reply) => reply.conversation === state.conversation);
  return [...said, ...onTheirWay].some(({ text }) => text.includes(title));
}
