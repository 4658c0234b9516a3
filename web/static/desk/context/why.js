/** Why a person is needed, what is owed, and what getting help has cost the customer so far. */

import { confidence, html, icon } from "../../kit/html.js";
import { dayAndTime, when } from "../../kit/time.js";
import { sent } from "../follow_ups/answers.js";
import { suggest } from "../dialogs/content.js";
import { chip, figure, since } from "../parts.js";
import { returned } from "../queue/ticket.js";
import { openHandoff } from "../store.js";
import { showUtterance } from "../thread/thread.js";
import { link } from "../words.js";

export function why({ reason, summary, effort: { first_question: question } }) {
  const handoff = openHandoff();
  const cameBack = handoff && handoff.returns > 0;
  const label = handoff?.sensitive_label;
  return html`<p class="reason">${label ? chip("bad", label, "bolt") : null} ${reason || "Not handed off."}</p>
    ${cameBack ? html`<p class="came-back">${icon("return")}${times(handoff)}</p>` : null}
    ${question ? html`<blockquote dir="auto" title="The customer's first question">${question}</blockquote>` : null}
    ${alsoSaid(summary.filter((sentence) => !question?.includes(sentence)))}`;
}

export function owed({ follow_ups: items }) {
  return html`<ul class="owed">
    ${items.map(
      (item) => html`<li>
        <p>
          <b>${item.kind_label}</b>
          ${item.done_at ? chip("good", "done") : null}
          ${item.overdue ? chip("bad", "overdue") : null}
        </p>
        <p dir="auto">${item.outcome || item.words || item.comment}</p>
        ${sent(item)}
        <p class="muted">${due(item)}</p>
      </li>`,
    )}
  </ul>`;
}

export function effort({ effort: cost, survey }) {
  const { turns, failed_answers: failed, first_at: firstAt } = cost;
  const { earlier_contacts: earlier, channel_switches: switches, within_days: days } = cost;
  return html`<dl class="figures">
      ${figure(turns, turns === 1 ? "message" : "messages")}
      ${figure(failed, failed === 1 ? "failed answer" : "failed answers", failed > 0)}
      ${firstAt ? figure(since(firstAt), "since first asked") : null}
      ${earlier ? figure(earlier, `earlier in ${days} days`, earlier > 1) : null}
      ${switches ? figure(switches, switches === 1 ? "change of channel" : "changes of channel", true) : null}
    </dl>
    ${survey ? html`<p class="survey">${scored(survey)}</p>` : null}
    ${survey?.comment ? html`<blockquote dir="auto">${survey.comment}</blockquote>` : null}`;
}

export function articles({ effort: { articles: shown } }) {
  if (!shown.length) return html`<p class="muted">No article.</p>`;
  return html`<ul class="articles">${shown.map(article)}</ul>`;
}

function due(item) {
  const owner = item.owner_name || "nobody yet";
  const state = item.done_at ? `Done by ${item.done_by}` : `Due ${when(item.due_at)} · ${owner}`;
  return [state, item.contact].filter(Boolean).join(" · ");
}

// The first question stands above already.
function alsoSaid(sentences) {
  if (!sentences.length) return null;
  return html`<div class="summary">
    <p class="muted">Also in their words</p>
    <ul>${sentences.map((sentence) => html`<li dir="auto">${sentence}</li>`)}</ul>
  </div>`;
}

function times(handoff) {
  const often = handoff.returns > 1 ? ` (${handoff.returns} times in all)` : "";
  return `${returned(handoff).full}${often}. ${dayAndTime(handoff.returned_at)}`;
}

function article({ slug, title, url, confidence: sure, helped, seq }) {
  return html`<li>
    <p dir="auto">${link(url, title)}</p>
    <p class="article-foot">
      ${sure === null ? html`<span class="muted">chosen by the customer</span>` : confidence(sure)}
      ${helped === false ? chip("bad", "did not help") : null}
      ${helped === true ? chip("good", "helped") : null}
      <button class="quiet" type="button" aria-label="Show “${title}” in the transcript"
        @click=${() => showUtterance(seq)}>Show</button>
      <button class="quiet" type="button" aria-label="Suggest a change to “${title}”"
        @click=${() => suggest({ slug, title })}>Suggest a change</button>
    </p>
  </li>`;
}

function scored({ score, label }) {
  if (!score) return "Effort question asked, not answered yet.";
  return [
    chip(score >= 4 ? "bad" : "good", `${score} of 5`),
    ` ${label} effort, says the customer`,
  ];
}
