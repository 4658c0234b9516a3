// What getting help has cost the customer so far, and how they seem to feel about it.

import { confidence, el } from "../kit/dom.js";
import { suggest } from "./suggest.js";
import { showUtterance } from "./thread.js";
import { link } from "./words.js";

export function effort({ effort: cost, survey }) {
  const { failed_answers: failed, earlier_contacts: earlier, channel_switches: switches } = cost;
  return [
    el(
      "dl",
      { class: "figures" },
      figure(cost.turns, cost.turns === 1 ? "message" : "messages"),
      figure(failed, failed === 1 ? "failed answer" : "failed answers", failed > 0 && "bad"),
      cost.first_at &&
        figure(el("span", { dataset: { since: cost.first_at } }), "since first asked"),
      earlier > 0 && figure(earlier, `earlier in ${cost.within_days} days`, earlier > 1 && "bad"),
      switches > 0 &&
        figure(switches, switches === 1 ? "change of channel" : "changes of channel", "bad"),
    ),
    survey &&
      el(
        "p",
        { class: "survey" },
        survey.score ? scored(survey) : "Effort question asked, not answered yet.",
      ),
    survey?.comment && el("blockquote", {}, survey.comment),
  ].filter(Boolean);
}

export function mood({ mood: { state, label, words, seq } }) {
  return el(
    "div",
    { class: `mood ${state}` },
    el("span", { class: `chip ${state === "upset" ? "bad" : "warn"}` }, label),
    words &&
      el(
        "button",
        {
          class: "mood-words",
          type: "button",
          title: "Show in the transcript",
          onclick: () => showUtterance(seq),
        },
        words,
      ),
  );
}

export function articles({ effort: { articles: shown } }) {
  if (!shown.length) return el("p", { class: "muted" }, "No article.");
  return el("ul", { class: "articles" }, shown.map(article));
}

function article({ slug, title, url, confidence: sure, helped, seq }) {
  return el(
    "li",
    {},
    el("p", {}, link(url, title)),
    el(
      "p",
      { class: "article-foot" },
      sure === null ? el("span", { class: "muted" }, "chosen by the customer") : confidence(sure),
      helped === false && el("span", { class: "chip bad" }, "did not help"),
      helped === true && el("span", { class: "chip good" }, "helped"),
      el(
        "button",
        {
          class: "quiet",
          type: "button",
          "aria-label": `Show “${title}” in the transcript`,
          onclick: () => showUtterance(seq),
        },
        "Show",
      ),
      el(
        "button",
        {
          class: "quiet",
          type: "button",
          "aria-label": `Suggest a change to “${title}”`,
          onclick: () => suggest({ slug, title }),
        },
        "Suggest a change",
      ),
    ),
  );
}

function scored({ score, label }) {
  return [
    el("span", { class: `chip ${score >= 4 ? "bad" : "good"}` }, `${score} of 5`),
    ` ${label} effort, says the customer`,
  ];
}

function figure(value, label, kind) {
  return el("div", { class: kind || null }, el("dt", {}, label), el("dd", {}, value));
}
