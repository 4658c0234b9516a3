// What the assistant would do with a question: the decision, in words, and how sure it was of what.

import { el, icon } from "../kit/dom.js";

const KINDS = {
  answer: { look: "good", icon: "check" },
  clarify: { look: "warn", icon: "swap" },
  hand_off: { look: "bad", icon: "people" },
  ask_again: { look: "warn", icon: "return" },
};

// The decision in one line, for lists: "Answers with “Lost card”".
export function inWords({ decision, hits, answer }) {
  const titles = Object.fromEntries(hits.map(({ slug, title }) => [slug, title]));
  if (decision === "answer") return `Answers with “${titles[answer] ?? answer}”`;
  if (decision === "clarify") return "Asks which is meant";
  if (decision === "hand_off") return "Brings in a person";
  return "Asks for other words";
}

export function decisionChip(outcome) {
  const { look, icon: drawing } = KINDS[outcome.decision] ?? KINDS.ask_again;
  return el("span", { class: `chip ${look}` }, icon(drawing), inWords(outcome));
}

// Rounded down: what is just below a threshold must not look as if it reached it.
export function percentOf(confidence) {
  return Math.floor(confidence * 100 + 1e-6);
}

// The server says 0.62 where people say 62 %.
export function inPercent(words) {
  return words.replace(/\b[01]\.\d\d\b/g, (share) => `${Math.round(share * 100)} %`);
}

// The whole of it; `thresholds`: {answer, clarify, choice}; `own`: the slug to point out.
export function outcomeView(outcome, thresholds, own = "") {
  return el(
    "div",
    { class: "outcome" },
    el("p", { class: "outcome-decision" }, decisionChip(outcome)),
    el("p", { class: "outcome-words" }, inPercent(outcome.words)),
    outcome.hits.length > 0 &&
      el(
        "ol",
        { class: "hits" },
        outcome.hits.map((hit) => hitRow(hit, thresholds, hit.slug === own)),
      ),
    outcome.hits.length > 0 && legend(thresholds),
  );
}

function hitRow({ slug, title, confidence }, thresholds, isOwn) {
  const percent = percentOf(confidence);
  const fill = el("span", { class: `hit-fill ${level(confidence, thresholds)}` });
  fill.style.width = `${percent}%`;
  const address = `/console/articles/${encodeURIComponent(slug)}`;
  return el(
    "li",
    { class: isOwn ? "own" : null },
    isOwn ? el("b", {}, title) : el("a", { href: address }, title),
    el("span", { class: "hit-percent" }, `${percent} %`),
    el("span", { class: "hit-bar", "aria-hidden": "true" }, fill, ticks(thresholds)),
  );
}

function level(confidence, { answer, clarify }) {
  if (confidence >= answer) return "sure";
  return confidence >= clarify ? "maybe" : "hardly";
}

function ticks({ answer, clarify }) {
  return [clarify, answer].map((at) => {
    const tick = el("span", { class: "hit-tick" });
    tick.style.left = `${at * 100}%`;
    return tick;
  });
}

function legend({ answer, clarify }) {
  return el(
    "p",
    { class: "hint" },
    `The two marks: from ${Math.round(clarify * 100)} % on it offers articles as buttons, from `,
    `${Math.round(answer * 100)} % on it answers.`,
  );
}
