// One question whose answer changes: before and after, with the reasons one press away.

import { el, icon } from "../kit/dom.js";
import { decisionChip, inPercent, percentOf } from "./outcome.js";

const SOURCES = {
  pinned: "pinned",
  own: "example question",
  asked: "asked by a customer",
  other: "example of another article",
};

// `slug`: the article that is to be published; `pin(question)` pins one.
export function changeRow(change, slug, { pin }) {
  const { question, source, now, then, stolen, expected } = change;
  const mine = source === "pinned" || stolen || (expected && expected !== slug);
  return el(
    "li",
    { class: "change-row" },
    el(
      "p",
      { class: "change-question" },
      `“${question}”`,
      el("span", { class: "chip" }, SOURCES[source]),
      stolen && el("span", { class: "chip bad" }, "taken from its article"),
      source === "asked" && known(change),
    ),
    el(
      "div",
      { class: "change-outcomes" },
      decisionChip(now),
      el(
        "span",
        { class: "change-arrow" },
        el("span", { class: "unseen" }, "becomes"),
        icon("send"),
      ),
      decisionChip(then),
    ),
    el(
      "details",
      {},
      el("summary", {}, "Why"),
      el("p", { class: "muted" }, el("b", {}, "Now: "), inPercent(now.words), best(now)),
      el("p", { class: "muted" }, el("b", {}, "Then: "), inPercent(then.words), best(then)),
      !mine && then.answer === slug && pinButton(question, pin),
    ),
  );
}

// What a customer said of the article they got when they asked it.
function known({ expected, refused, now, then }) {
  const slug = expected || refused;
  if (!slug) return null;
  const hit = [...now.hits, ...then.hits].find((each) => each.slug === slug);
  const said = expected ? "helped" : "did not help";
  return el("span", { class: "chip" }, `“${hit?.title ?? slug}” ${said}`);
}

function best({ hits }) {
  if (!hits.length) return "";
  const words = hits
    .slice(0, 3)
    .map(({ title, confidence }) => `${title} ${percentOf(confidence)} %`);
  return ` (${words.join(", ")})`;
}

function pinButton(question, pin) {
  const button = el(
    "button",
    {
      class: "secondary small",
      type: "button",
      onclick: async () => {
        button.disabled = true;
        if (await pin(question)) button.textContent = "Pinned";
        else button.disabled = false;
      },
    },
    "Pin this question",
  );
  return button;
}
