// Something to insert, found by typing: one's saved replies, and the articles that fit.

import { get } from "../kit/api.js";
import { confidence, el, icon } from "../kit/dom.js";
import * as saved from "./saved_replies.js";
import { suggest } from "./suggest.js";

const WAIT = 200; // milliseconds after the last key before articles are asked for
const SHORTEST = 3; // characters
const MAX_REPLIES = 6;

let onPick = () => {};
let onClose = () => {};
let options = [];
let at = 0;
let timer = 0;
let articles = { asked: "", found: [], state: "" };

const search = el("input", {
  type: "text",
  role: "combobox",
  "aria-expanded": "true",
  "aria-controls": "picker-list",
  "aria-label": "Find a saved reply or an article",
  placeholder: "Saved reply or article…",
  autocomplete: "off",
  spellcheck: "false",
});
const list = el("div", {
  id: "picker-list",
  role: "listbox",
  "aria-label": "Saved replies and articles",
});
const manage = el("button", { class: "quiet", type: "button" }, "Manage saved replies…");
const change = el("button", { class: "quiet", type: "button" });
const hint = el(
  "span",
  { class: "muted" },
  el("kbd", {}, "↑"),
  el("kbd", {}, "↓"),
  " choose, ",
  el("kbd", {}, "Enter"),
  " insert, ",
  el("kbd", {}, "Esc"),
  " close",
);
export const element = el(
  "div",
  { class: "picker", hidden: true },
  search,
  list,
  el("div", { class: "picker-foot" }, hint, change, manage),
);

// `pick(text)` inserts; `close()` is told when nothing was chosen.
export function build({ pick, close, manageReplies }) {
  onPick = pick;
  onClose = close;
  search.addEventListener("input", look);
  search.addEventListener("keydown", onKey);
  element.addEventListener("focusout", (event) => !element.contains(event.relatedTarget) && hide());
  manage.addEventListener("click", () => (hide(), manageReplies()));
  change.addEventListener("click", () => (hide(), suggest(options[at]?.article ?? null)));
  return element;
}

export async function open() {
  element.hidden = false;
  search.value = "";
  articles = { asked: "", found: [], state: "" };
  search.focus();
  draw();
  await saved.load();
  draw();
}

export function isOpen() {
  return !element.hidden;
}

export function hide() {
  if (element.hidden) return;
  element.hidden = true;
  clearTimeout(timer);
}

function look() {
  at = 0;
  clearTimeout(timer);
  const query = search.value.trim();
  if (query.length < SHORTEST) articles = { asked: query, found: [], state: "" };
  else {
    articles = { ...articles, asked: query, state: "Looking…" };
    timer = setTimeout(() => ask(query), WAIT);
  }
  draw();
}

async function ask(query) {
  try {
    const { articles: found } = await get(`/desk/api/articles?q=${encodeURIComponent(query)}`);
    if (articles.asked === query)
      articles = { asked: query, found, state: found.length ? "" : "No article fits." };
  } catch (problem) {
    if (articles.asked === query) articles = { asked: query, found: [], state: problem.message };
  }
  draw();
}

function draw() {
  const replies = saved.matching(search.value.trim()).slice(0, MAX_REPLIES);
  options = [
    ...replies.map((reply) => ({ text: () => saved.filled(reply), element: replyOption(reply) })),
    ...articles.found.map((article) => ({
      text: () => inserted(article),
      element: articleOption(article),
      article,
    })),
  ];
  options.forEach(({ element: row, text }, index) => {
    row.id = `picker-option-${index}`;
    row.addEventListener("click", () => choose(text()));
    row.addEventListener("pointermove", () => point(index));
  });
  const rows = options.map((option) => option.element);
  list.setAttribute("role", rows.length ? "listbox" : "presentation"); // a list box without options is none
  search.setAttribute("aria-expanded", String(rows.length > 0));
  list.replaceChildren(
    group(
      "Saved replies",
      rows.slice(0, replies.length),
      saved.problem() || "None fits. Write one under “Manage saved replies”.",
    ),
    group(
      "Articles",
      rows.slice(replies.length),
      articles.state || `Type at least ${SHORTEST} letters.`,
    ),
  );
  point(Math.min(at, options.length - 1));
}

function group(title, rows, otherwise) {
  const heading = el(
    "p",
    { class: "picker-title", "aria-hidden": options.length > 0 && "true" },
    title,
  );
  if (!rows.length)
    return el(
      "div",
      { role: "presentation" },
      heading,
      el("p", { class: "picker-none", "aria-hidden": options.length > 0 && "true" }, otherwise),
    );
  return el("div", { role: "group", "aria-label": title }, heading, rows);
}

function replyOption(reply) {
  return row(
    icon("reply"),
    reply.title,
    saved.filled(reply),
    reply.shared && el("span", { class: "chip" }, "team"),
  );
}

function articleOption({ title, short, confidence: sure }) {
  return row(icon("page"), title, plain(short), confidence(sure));
}

function row(drawing, title, words, aside) {
  return el(
    "div",
    { class: "picker-option", role: "option", "aria-selected": "false" },
    drawing,
    el("span", { class: "picker-words" }, el("b", {}, title), el("span", {}, words)),
    aside,
  );
}

function point(index) {
  at = Math.max(index, 0);
  options.forEach(({ element: row }, each) =>
    row.setAttribute("aria-selected", String(each === at)),
  );
  search.setAttribute("aria-activedescendant", options[at]?.element.id ?? "");
  change.textContent = options[at]?.article ? "Suggest a change…" : "Suggest an article…";
}

function onKey(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && options.length) {
    event.preventDefault();
    point((at + step + options.length) % options.length);
    options[at].element.scrollIntoView({ block: "nearest" });
  } else if (event.key === "Enter" && !event.isComposing) {
    event.preventDefault();
    if (options[at]) choose(options[at].text());
  } else if (event.key === "Escape") {
    event.stopPropagation();
    hide();
    onClose();
  } else if (event.key === "Backspace" && !search.value) {
    event.preventDefault();
    hide();
    onClose();
  }
}

function choose(text) {
  hide();
  onPick(text);
}

function inserted({ short, url }) {
  return `${plain(short)}\n${new URL(url, location.origin)}`;
}

// An article's Markdown as one types it to a person.
function plain(markdown) {
  return markdown
    .replace(/\[([^\]]+)\]\([^)\s]+\)/g, "$1")
    .replace(/\*\*([^*]+)\*\*/g, "$1")
    .trim();
}
