/** What a line begins. Every pattern is anchored and looks at each character a fixed number of times. */

import { MAX_DEPTH } from "./tree.js";

const HEADING = /^ *(#{1,6})(?: +|$)/;
const FENCE = /^( *)(`{3,}(?=[^`]*$)|~{3,})/;
const RULE = /^ *([-*_])(?: *\1){2,} *$/;
const ITEM = /^( *)([-+*]|(\d{1,9})([.)]))( +|$)/;

const TAB = 4; // columns

/**
 * A text's lines without what is empty at its end, and with spaces in place of tabs.
 * @param {string} text
 */
export function linesOf(text) {
  const lines = text.trimEnd().replace(/\r\n?/g, "\n").split("\n");
  return lines.map((line) => (line.includes("\t") ? withoutTabs(line) : line));
}

/** @param {string} line */
function withoutTabs(line) {
  let column = 0;
  let words = "";
  for (const sign of line) {
    const width = sign === "\t" ? TAB - (column % TAB) : 1;
    words += sign === "\t" ? " ".repeat(width) : sign;
    column += width;
  }
  return words;
}

/** @param {string} line */
export const isBlank = (line) => /^\s*$/.test(line);

/** @param {string} line */
export const isRule = (line) => RULE.test(line);

/** @param {string} line */
export const isQuote = (line) => /^ *>/.test(line);

/**
 * The number of leading spaces.
 * @param {string} line
 */
export const indentOf = (line) => line.length - line.trimStart().length;

/**
 * @param {string} line
 * @returns {{level: number, words: string} | null}
 */
export function readHeading(line) {
  const found = HEADING.exec(line);
  if (!found) return null;
  const words = line.slice(found[0].length).trimEnd();
  const bare = words.length - withoutEnd(words, "#").length;
  const rest = words.slice(0, words.length - bare);
  const closes = bare > 0 && (rest === "" || rest.endsWith(" "));
  return { level: found[1].length, words: (closes ? rest : words).trim() };
}

/**
 * @param {string} line
 * @returns {{indent: number, sign: string} | null}
 */
export function readFence(line) {
  const found = FENCE.exec(line);
  return found && { indent: found[1].length, sign: found[2] };
}

/**
 * Whether a line ends the fence of this sign.
 * @param {string} line
 * @param {string} sign
 */
export function closesFence(line, sign) {
  const words = line.trim();
  return words.length >= sign.length && withoutEnd(words, sign[0]) === "";
}

/**
 * An item of a list: `kind` tells lists apart, `offset` is where its words begin.
 * @param {string} line
 * @returns {{kind: string, start: number | null, offset: number, words: string} | null}
 */
export function readItem(line) {
  const found = ITEM.exec(line);
  if (!found || isRule(line)) return null;
  const [, before, sign, number, end, after] = found;
  const gap = after.length > 4 || found[0].length === line.length ? 1 : after.length;
  const offset = before.length + sign.length + gap;
  const start = number ? Number(number) : null;
  return { kind: end ?? sign, start, offset, words: line.slice(offset) };
}

/**
 * Whether a line begins a block even in the middle of a paragraph.
 * @param {string} line
 */
export function interrupts(line) {
  if (isQuote(line) || isRule(line) || HEADING.test(line) || FENCE.test(line)) return true;
  const item = readItem(line);
  return Boolean(item && !isBlank(item.words) && (item.start === null || item.start === 1));
}

/**
 * Whether a line without its mark ends the quote or item before it, or a line without bars a table.
 * @param {string} line
 */
export function endsAround(line) {
  return Boolean(readItem(line)) || interrupts(line);
}

/**
 * Whether the next line may go on with a paragraph that this line stands in, within whatever
 * lists and quotes.
 * @param {string} line
 */
export function isInParagraph(line) {
  let words = line;
  for (let depth = 0; depth < MAX_DEPTH; depth += 1) {
    const item = readItem(words);
    if (item) words = item.words;
    else if (isQuote(words)) words = words.replace(/^ *> ?/, "");
    else break;
  }
  return !(isBlank(words) || isRule(words) || HEADING.test(words) || FENCE.test(words));
}

/**
 * @param {string} text
 * @param {string} sign
 */
function withoutEnd(text, sign) {
  let end = text.length;
  while (end > 0 && text[end - 1] === sign) end -= 1;
  return text.slice(0, end);
}
