// What the bot showed: article cards, buttons, and how sure it was of what.

import { confidence, el, icon } from "../kit/dom.js";
import { inline, link, markdown } from "./words.js";

const DECISIONS = {
  answer: "Answered",
  clarify: "Asked what was meant",
  hand_off: "Handed off",
  keep_waiting: "Noted while waiting",
  ask_again: "Asked for other words",
};

// The inside of a bot utterance.
export function botWords(utterance) {
  const { content } = utterance;
  const known = { answer: answerCard, handoff: handoffNote };
  const body = known[content.kind]?.(utterance) ?? markdown(utterance.text);
  return [...body, buttons(content), evidence(content)];
}

function answerCard({ text, content }) {
  const article = content.article ?? {};
  const title = link(article.url, article.title ?? article.slug ?? "Article");
  return [
    el("p", { class: "card-title" }, title, confidence(hitOf(content, article.slug)?.confidence)),
    ...markdown(text),
    steps(content.steps),
    content.more && el("details", {}, el("summary", {}, "More"), markdown(content.more)),
  ];
}

function steps(list) {
  if (!list?.length) return null;
  const summary = list.length === 1 ? "1 step" : `${list.length} steps`;
  return el(
    "details",
    {},
    el("summary", {}, summary),
    el(
      "ol",
      {},
      list.map((step) => el("li", {}, inline(step))),
    ),
  );
}

function handoffNote({ text, content }) {
  const channels = (content.channels ?? []).filter((channel) => channel.label);
  return [
    ...markdown(text),
    channels.length > 0 &&
      el(
        "p",
        { class: "aside" },
        "Also offered: ",
        channels.map((channel) => channel.label).join(" · "),
      ),
  ];
}

function buttons(content) {
  if (!content.buttons?.length) return null;
  return el(
    "ul",
    { class: "offered", "aria-label": "Buttons the customer was offered" },
    content.buttons.map(({ title, choice }) =>
      el(
        "li",
        { dataset: { choice } },
        icon("check"),
        title,
        confidence(
          content.kind === "clarify" ? hitOf(content, choice.split(":")[1])?.confidence : null,
        ),
      ),
    ),
  );
}

// What the decision rested on; folded away, it is for the curious and the doubtful.
function evidence(content) {
  const found = content.evidence;
  if (!found || (!found.decision && !found.hits?.length)) return null;
  const decision = DECISIONS[found.decision] ?? found.decision ?? "Why";
  if (!found.hits?.length)
    return el("p", { class: "evidence aside" }, withoutHits(found, decision));
  return el(
    "details",
    { class: "evidence" },
    el("summary", {}, `${decision} · best match ${Math.round(found.hits[0].confidence * 100)} %`),
    el(
      "ul",
      {},
      found.hits.map((hit) =>
        el("li", {}, el("span", {}, hit.title ?? hit.slug), confidence(hit.confidence)),
      ),
    ),
  );
}

function withoutHits({ decision, reason }, words) {
  if (reason === "chosen") return "The customer picked this article";
  return decision === "hand_off" && reason !== "nothing_fits" ? words : `${words} · no match`;
}

function hitOf(content, slug) {
  return slug ? content.evidence?.hits?.find((hit) => hit.slug === slug) : undefined;
}
