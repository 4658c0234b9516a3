/** Something to insert, found by typing: one's saved replies, and the articles that fit. */

import { at } from "../../kit/base.js";
import { get } from "../../kit/api.js";
import { isComposing } from "../../kit/composing.js";
import { one } from "../../kit/dom.js";
import { confidence, html, icon } from "../../kit/html.js";
import { plain } from "../../kit/markdown.js";
import { filled, manageReplies, matching, readSavedReplies } from "../dialogs/saved_replies.js";
import { preview } from "../dialogs/macro.js";
import { suggest } from "../dialogs/content.js";
import { chip } from "../parts.js";
import { set, state, writingMode } from "../store.js";
import { readDraft } from "./drafts.js";

const WAIT = 200; // milliseconds after the last key before articles are asked for
const MIN_TYPED_LENGTH = 3; // characters
const MIN_ASKED_WORDS = 3;
const MIN_FITTING = 0.2; // confidence
const MAX_SUGGESTED_FOR_LENGTH = 300; // characters
const MAX_REPLIES = 6;
/** @type {import("../types").Picker} */
const EMPTY = { query: "", at: 0, articles: [], problem: "" };

let timer = 0;

/** Return it, if it is open: `pick(text)` inserts; `close()` is told when nothing was chosen. */
export function picker({ pick, close }) {
  if (!state.picker) return null;
  const options = optionsFor(state.picker);
  const at = Math.min(state.picker.at, options.length - 1);
  const { article = null } = options[at] ?? {};
  const choose = (option) => {
    hide();
    if (option.macro) preview(option.macro, option.text);
    else pick(option.text);
  };
  return html`<div class="picker" @focusout=${hideIfLeft}>
    <input type="text" role="combobox" aria-expanded=${options.length > 0}
      aria-controls="picker-list" aria-activedescendant=${options.length ? `picker-option-${at}` : ""}
      aria-label="Find a saved reply or an article" placeholder="Saved reply or article…"
      autocomplete="off" spellcheck="false" @input=${(event) => look(event.target.value.trim())}
      @keydown=${(event) => onKey(event, options, at, { choose, close })} />
    ${listOf(options, at, choose)}
    <div class="picker-foot">
      <span class="muted"><kbd>↑</kbd><kbd>↓</kbd> choose, <kbd>Enter</kbd> insert, <kbd>Esc</kbd> close</span>
      <button class="quiet" type="button" @click=${() => leaveFor(() => suggest(article))}>
        ${article ? "Suggest a change…" : "Suggest an article…"}
      </button>
      <button class="quiet" type="button" @click=${() => leaveFor(() => manageReplies(readDraft("reply").trim()))}>Manage saved replies…</button>
    </div>
  </div>`;
}

export async function open() {
  if (writingMode() !== "reply") return;
  set({ picker: EMPTY });
  one(".picker input").focus();
  await Promise.all([readSavedReplies(), showFitting()]);
}

// Before anything is typed: the articles that fit what the customer said last, or else asked first.
async function showFitting() {
  for (const words of [lastSaid(), state.context?.effort.first_question]) {
    if (!words) continue;
    const query = encodeURIComponent(words.slice(0, MAX_SUGGESTED_FOR_LENGTH));
    const { articles } = await get(`/desk/api/articles?q=${query}`).catch(() => ({ articles: [] }));
    const fitting = articles.filter(({ confidence: sure }) => sure >= MIN_FITTING);
    if (state.picker?.query !== "") return;
    if (fitting.length) return set({ picker: { ...state.picker, articles: fitting } });
  }
}

/** What the customer said last in more than a word or two. */
function lastSaid() {
  const said = state.transcript.filter(({ author }) => author === "customer");
  return said.findLast(({ text }) => text.split(/\s+/).length >= MIN_ASKED_WORDS)?.text;
}

function hide() {
  clearTimeout(timer);
  if (state.picker) set({ picker: null });
}

function hideIfLeft({ currentTarget, relatedTarget }) {
  if (!currentTarget.contains(relatedTarget)) hide();
}

function leaveFor(next) {
  hide();
  next();
}

function look(query) {
  clearTimeout(timer);
  if (query.length < MIN_TYPED_LENGTH) return set({ picker: { ...EMPTY, query } });
  set({ picker: { ...(state.picker ?? EMPTY), query, at: 0, problem: "Looking…" } });
  timer = setTimeout(() => ask(query), WAIT);
}

async function ask(query) {
  const found = await get(`/desk/api/articles?q=${encodeURIComponent(query)}`).catch((error) => ({
    articles: [],
    problem: error.message,
  }));
  if (!state.picker || state.picker.query !== query) return;
  const { articles, problem = articles.length ? "" : "No article fits." } = found;
  set({ picker: keepChosen(state.picker, { ...state.picker, articles, problem }) });
}

// Whoever moved to an article while others were looked for has chosen it, wherever it stands now.
function keepChosen(before, after) {
  const chosen = optionsFor(before)[before.at]?.article?.url;
  if (!before.at || !chosen) return after;
  const at = optionsFor(after).findIndex(({ article }) => article?.url === chosen);
  return { ...after, at: Math.max(0, at) };
}

function optionsFor({ query, articles }) {
  const replies = matching(query).slice(0, MAX_REPLIES);
  return [...replies.map(replyOption), ...articles.map(articleOption)];
}

function replyOption(reply) {
  const text = filled(reply);
  const aside = [
    reply.folder ? chip("", reply.folder) : null,
    reply.shortcut ? html`<kbd>${reply.shortcut}</kbd>` : null,
    reply.shared ? chip("", "team") : null,
  ];
  const macro = reply.is_macro ? reply : null;
  const drawing = macro ? "bolt" : "reply";
  return { text, macro, drawing, title: reply.title, words: text, aside };
}

function articleOption(article) {
  const words = plain(article.short);
  return {
    article,
    text: `${words}\n${new URL(at(article.url), location.origin)}`,
    drawing: "page",
    title: article.title,
    words,
    aside: article.confidence === null ? null : confidence(article.confidence),
  };
}

// A list box without options is none. A press on it leaves the focus where one types.
function listOf(options, at, choose) {
  const rows = options.map((option, index) => row(option, index, index === at, choose));
  const replies = options.filter((option) => !option.article).length;
  const noReply =
    state.savedReplies.problem || "None fits. Write one under “Manage saved replies”.";
  const noArticle = state.picker?.problem || `Type at least ${MIN_TYPED_LENGTH} letters.`;
  return html`<div id="picker-list" role=${rows.length ? "listbox" : "presentation"}
    aria-label="Saved replies and articles" @mousedown=${(event) => event.preventDefault()}>
    ${group("Saved replies", rows.slice(0, replies), noReply, rows.length > 0)}
    ${group("Articles", rows.slice(replies), noArticle, rows.length > 0)}
  </div>`;
}

// Beside options, only options count for those who hear the page.
function group(title, rows, otherwise, isHushed) {
  const isHidden = isHushed ? "true" : "false";
  const heading = html`<p class="picker-title" aria-hidden=${isHidden}>${title}</p>`;
  if (rows.length) return html`<div role="group" aria-label=${title}>${heading}${rows}</div>`;
  return html`<div role="presentation">
    ${heading}
    <p class="picker-none" aria-hidden=${isHidden}>${otherwise}</p>
  </div>`;
}

function row(option, index, isChosen, choose) {
  const { drawing, title, words, aside } = option;
  return html`<div class="picker-option" role="option" id="picker-option-${index}"
    aria-selected=${isChosen} @click=${() => choose(option)} @pointermove=${() => point(index)}>
    ${icon(drawing)}
    <span class="picker-words"><b dir="auto">${title}</b><span dir="auto">${words}</span></span>
    ${aside}
  </div>`;
}

function point(at) {
  if (state.picker && state.picker.at !== at) set({ picker: { ...state.picker, at } });
}

function onKey(event, options, at, { choose, close }) {
  if (isComposing(event)) return;
  const { key, target } = event;
  const step = { ArrowDown: 1, ArrowUp: -1 }[key];
  const leaves = key === "Escape" || (key === "Backspace" && !target.value);
  if (step && options.length) {
    point((at + step + options.length) % options.length);
    one('[role="option"][aria-selected="true"]').scrollIntoView({ block: "nearest" });
  } else if (key === "Enter") {
    if (options[at]) choose(options[at]);
  } else if (leaves) {
    event.stopPropagation();
    hide();
    close();
  } else return;
  event.preventDefault();
}
