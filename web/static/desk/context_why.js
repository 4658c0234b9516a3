// Why a person is needed, in the customer's words, and what was promised to them.

import { el, icon } from "../kit/dom.js";
import { openHandoff } from "./state.js";
import { returned } from "./ticket.js";
import { dayAndTime, when } from "../kit/time.js";

export function why(packet) {
  const question = packet.effort.first_question;
  const handoff = openHandoff();
  return [
    el("p", { class: "reason" }, packet.reason || "Not handed off."),
    handoff?.returns > 0 && el("p", { class: "came-back" }, icon("return"), times(handoff)),
    question && el("blockquote", { title: "The customer's first question" }, question),
    packet.summary.length > 0 && summary(packet.summary, question),
  ].filter(Boolean);
}

export function owed({ follow_ups: items }) {
  return el(
    "ul",
    { class: "owed" },
    items.map((item) =>
      el(
        "li",
        {},
        el(
          "p",
          {},
          el("b", {}, item.kind_label),
          item.done_at && el("span", { class: "chip good" }, "done"),
          item.overdue && el("span", { class: "chip bad" }, "overdue"),
        ),
        el("p", {}, item.outcome || item.words || item.comment),
        el("p", { class: "muted" }, dueText(item)),
      ),
    ),
  );
}

function dueText(item) {
  const owner = item.owner_name || "nobody yet";
  const state = item.done_at ? `Done by ${item.done_by}` : `Due ${when(item.due_at)} · ${owner}`;
  return [state, item.contact].filter(Boolean).join(" · ");
}

// The first question stands above already.
function summary(sentences, question) {
  const rest = sentences.filter((sentence) => !question?.includes(sentence));
  if (!rest.length) return null;
  return el(
    "div",
    { class: "summary" },
    el("p", { class: "muted" }, "Also in their words"),
    el(
      "ul",
      {},
      rest.map((sentence) => el("li", {}, sentence)),
    ),
  );
}

function times(handoff) {
  const { words } = returned(handoff);
  const often = handoff.returns > 1 ? ` (${handoff.returns} times in all)` : "";
  return `${words}${often}. ${dayAndTime(handoff.returned_at)}`;
}
