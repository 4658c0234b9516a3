/**
 * Words that make getting help feel harder, marked while they are typed, with a kinder way to say
 * it. A mark never keeps anything from being sent.
 */

import { get } from "../../kit/api.js";

let known = []; // {phrase, instead}, the longest phrase first
let pattern = null;

export async function load() {
  const { words } = await get("/desk/api/effort-words");
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

function same(phrase, words) {
  return phrase === words.toLowerCase().replace(/[’‘´`]/g, "'");
}

function escaped(phrase) {
  return phrase
    .replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
    .replace(/'/g, "['’‘´`]")
    .replace(/\s+/g, "\\s+");
}
