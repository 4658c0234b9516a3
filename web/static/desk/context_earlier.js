// What the same customer came with before, folded: a line each, the words when opened.

import { get } from "../kit/api.js";
import { el } from "../kit/dom.js";
import { day } from "../kit/time.js";

const AUTHORS = { customer: "Customer", bot: "Assistant", notice: "" };

export function earlier({ earlier: conversations }) {
  return el(
    "ul",
    { class: "earlier" },
    conversations.map((each) => el("li", {}, folded(each))),
  );
}

function folded(past) {
  const words = el("div", { class: "earlier-words" });
  const details = el(
    "details",
    {},
    el(
      "summary",
      {},
      el("span", { class: "earlier-question" }, past.first_question || "Nothing was asked"),
      el(
        "span",
        { class: "muted" },
        [day(past.started_at), past.outcome_words, past.score && `effort ${past.score} of 5`]
          .filter(Boolean)
          .join(" · "),
      ),
    ),
    words,
  );
  details.addEventListener(
    "toggle",
    () => details.open && !words.children.length && unfold(past, words),
  );
  return details;
}

async function unfold({ conversation }, words) {
  words.replaceChildren(el("p", { class: "muted" }, "Opening…"));
  const path = encodeURIComponent(conversation);
  try {
    const { transcript } = await get(`/desk/api/conversations/${path}`);
    words.replaceChildren(
      ...transcript.map(line),
      el("p", {}, el("a", { href: `/desk?conversation=${path}` }, "Open this conversation")),
    );
  } catch (problem) {
    words.replaceChildren(el("p", { class: "problem" }, problem.message));
  }
}

function line({ author, name, text }) {
  const who = author === "agent" ? name : AUTHORS[author];
  return el("p", { class: author }, who && el("b", {}, `${who} `), text);
}
