/** What a search found, as options to choose from, and in words for screen readers. */

import { at } from "../kit/base.js";

/**
 * @typedef {{title: string, url: string}} Listed
 * @typedef {[text: string, isMarked: boolean][]} Pieces of a sentence that holds the words
 * @typedef {{sure: (Listed & {short: string, span: string}) | null,
 *   maybe: (Listed & {pieces: Pieces})[]}} Found
 */

/**
 * Return the options, and the same in words.
 * @param {string} wanted
 * @param {Found} found
 */
export function foundView(wanted, { sure, maybe }) {
  const element = document.createDocumentFragment();
  const searched = new URLSearchParams({ searched: wanted }); // what was opened is counted
  const page = (/** @type {string} */ url) => `${url}?${searched}`;
  if (sure)
    element.append(
      option(page(sure.url), make("b", {}, sure.title), make("small", {}, sure.span || sure.short)),
    );
  if (maybe.length) {
    const heading = sure ? "You may also mean" : "Did you mean";
    element.append(
      group(heading, ...maybe.map((each) => choice({ ...each, url: page(each.url) }))),
    );
  } else if (!sure) {
    element.append(group("Nothing yet: go on typing, or"));
  }
  element.append(takeAlong(wanted));
  return { element, words: inWords(sure, maybe) };
}

/** @param {Listed & {pieces: Pieces}} listed */
function choice({ url, title, pieces }) {
  if (!pieces.length) return option(url, title);
  const sentence = pieces.map(([text, isMarked]) => (isMarked ? make("mark", {}, text) : text));
  return option(url, make("b", {}, title), make("small", {}, ...sentence));
}

/**
 * The way into the chat, with the question; without the chat it leads to the other ways.
 * @param {string} wanted
 */
function takeAlong(wanted) {
  const last = option("/help/contact", `Ask in the chat: “${wanted}”`);
  last.classList.add("take-along");
  last.dataset.effieAsk = wanted;
  return last;
}

/**
 * @param {Found["sure"]} sure
 * @param {Found["maybe"]} maybe
 */
function inWords(sure, maybe) {
  if (sure) return `Answer: ${sure.title}. Use the arrow keys to choose.`;
  if (!maybe.length) return "Nothing yet. Go on typing, or ask in the chat.";
  return `Did you mean: ${maybe.map(({ title }) => title).join("; ")}? Use the arrow keys to choose.`;
}

/**
 * @param {string} href
 * @param {(Node | string)[]} children
 */
function option(href, ...children) {
  return make(
    "a",
    { role: "option", tabindex: "-1", href: at(href), "aria-selected": "false" },
    ...children,
  );
}

/**
 * @param {string} heading
 * @param {Node[]} options
 */
function group(heading, ...options) {
  const words = make("span", { "aria-hidden": "true" }, heading);
  return make("div", { role: "group", "aria-label": heading }, words, ...options);
}

/**
 * @param {string} tag
 * @param {Record<string, string>} attributes
 * @param {(Node | string)[]} children
 */
function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}
