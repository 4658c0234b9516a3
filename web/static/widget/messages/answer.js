/** An article's answer: the short one first, the steps for those who want them. */

import { h, unseen } from "../dom.js";
import { icon } from "../icons.js";
import { articleUrl } from "../links.js";
import { blocks, inline } from "./markdown.js";
import { WORDS } from "../words.js";

/** Return the card of an `answer`; the sentence that was asked for comes first, and once. */
export function answerBody({ text, content }, { base }) {
  const { article, steps = [], more = "", presentation, span = "" } = content;
  const rest = span ? text.replace(span, "").trim() : text;
  return [
    h(
      "article",
      { class: "card answer", dir: "auto" },
      article?.title && h("h3", {}, article.title),
      span && h("p", { class: "span markdown" }, h("mark", {}, inline(span, base))),
      rest && h("div", { class: "words markdown" }, blocks(rest, base)),
      steps.length > 0 && stepsView(steps, more, presentation === "steps", base),
      article?.slug && readMore(article, base),
    ),
  ];
}

function stepsView(steps, more, open, base) {
  const list = h(
    "ol",
    { class: "steps" },
    steps.map((step) => h("li", {}, h("div", { class: "markdown" }, inline(step, base)))),
  );
  const rest = more ? h("div", { class: "words markdown more" }, blocks(more, base)) : null;
  if (open) return h("div", {}, list, rest);
  return h("details", {}, h("summary", {}, icon("down"), WORDS.steps), list, rest);
}

function readMore({ slug, title }, base) {
  const attributes = {
    class: "read",
    href: articleUrl(slug, base),
    target: "_blank",
    rel: "noopener",
  };
  return h("a", attributes, WORDS.article, unseen(` “${title}” ${WORDS.newTab}`), icon("out"));
}
