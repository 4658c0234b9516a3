/** What getting help has cost the customer so far, and how they seem to feel about it. */

import { confidence, html } from "../../kit/html.js";
import { suggest } from "../dialogs/suggestion.js";
import { chip, since } from "../parts.js";
import { showUtterance } from "../thread/thread.js";
import { link } from "../words.js";

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
    ${survey?.comment ? html`<blockquote>${survey.comment}</blockquote>` : null}`;
}

export function mood({ mood: { state, label, words, seq } }) {
  return html`<div class="mood ${state}">
    ${chip(state === "upset" ? "bad" : "warn", label)}
    ${
      words
        ? html`<button class="mood-words" type="button" title="Show in the transcript"
            @click=${() => showUtterance(seq)}>${words}</button>`
        : null
    }
  </div>`;
}

export function articles({ effort: { articles: shown } }) {
  if (!shown.length) return html`<p class="muted">No article.</p>`;
  return html`<ul class="articles">${shown.map(article)}</ul>`;
}

function article({ slug, title, url, confidence: sure, helped, seq }) {
  return html`<li>
    <p>${link(url, title)}</p>
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

function figure(value, label, isBad = false) {
  return html`<div class=${isBad ? "bad" : ""}><dt>${label}</dt><dd>${value}</dd></div>`;
}
