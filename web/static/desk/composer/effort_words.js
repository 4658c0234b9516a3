/**
 * Words that make getting help feel harder, marked while they are typed, with a kinder way to say
 * it. A mark never keeps anything from being sent.
 */

import { get } from "../../kit/api.js";
import { html } from "../../kit/html.js";
import { backoff } from "../../kit/timing.js";
import { redraw } from "../store.js";

let known = []; // {phrase, instead}, the longest phrase first
/** @type {RegExp | null} */
let pattern = null;

/** Read them, as soon as the server gives them; what has been typed until then is marked as well. */
export async function load(attempt = 0) {
  try {
    know((await get("/desk/api/effort-words")).words);
    redraw();
  } catch (problem) {
    if (problem.temporary) setTimeout(load, backoff(attempt), attempt + 1);
  }
}

// From now on: {phrase, instead} each.
function know(words) {
  known = words.toSorted((a, b) => b.phrase.length - a.phrase.length);
  const phrases = known.map(({ phrase }) => escaped(phrase)).join("|");
  pattern = known.length
    ? new RegExp(`(?<![\\p{L}\\p{N}])(?:${phrases})(?![\\p{L}\\p{N}])`, "giu")
    : null;
}

/** Return where such phrases stand in a text: {from, to, words, instead}. */
export function find(text) {
  if (!pattern) return [];
  return [...text.matchAll(pattern)].map((match) => ({
    from: match.index,
    to: match.index + match[0].length,
    words: match[0],
    instead: known.find(({ phrase }) => same(phrase, match[0])).instead,
  }));
}

/** Return the layer under a text area that holds `text`; `found`: what stands in it. */
export function layer(text, found) {
  const pieces = [];
  let from = 0;
  for (const mark of found) {
    pieces.push(text.slice(from, mark.from), html`<mark>${text.slice(mark.from, mark.to)}</mark>`);
    from = mark.to;
  }
  return html`<div class="marks-layer" dir="auto" aria-hidden="true">${pieces}${text.slice(from)}${"\n"}</div>`;
}

/** Return what to say instead of what was typed last: that is what one is thinking about. */
export function advice(found) {
  const last = found.at(-1);
  return html`<p class="marks" role="status" ?hidden=${!last}>
    ${last ? html`<b>${last.words}</b><span>${last.instead}</span>` : null}
    ${found.length > 1 ? html`<span class="muted">and ${found.length - 1} more</span>` : null}
  </p>`;
}

function same(phrase, words) {
  return phrase === words.toLowerCase().replace(/[’‘´`]/g, "'");
}

function escaped(phrase) {
  return phrase
    .replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
    .replace(/'/g, "['’‘´`]")
    .replace(/\s+/g, "\\s+");
}
