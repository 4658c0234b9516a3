/** Lines as blocks: paragraphs, headings, lists, quotes, code and tables. */

import { parseInline } from "./inline.js";
import * as lines_ from "./lines.js";
import { readTable } from "./tables.js";
import { MAX_DEPTH } from "./tree.js";

/**
 * @import { Element, Tree } from "./tree.js"
 * @typedef {{breaks: boolean, depth: number}} Options
 * @typedef {{node: Element, next: number}} Block a block, and the line after it
 */

const { closesFence, endsAround, indentOf, interrupts, isBlank, isInParagraph, isQuote, isRule } =
  lines_;
const { readFence, readHeading, readItem } = lines_;
const LOWEST_HEADING = 6;
const DEEP = 4; // spaces before a line that begins nothing new within a paragraph
const LAZY = DEEP * (MAX_DEPTH + 1); // as many are left of them within whatever lists
const ABOVE = 2; // the page's title and its sections: an article's own headings come below them

/**
 * @param {string[]} lines
 * @param {Options} options
 * @returns {{tree: Tree, isLoose: boolean}} isLoose: an empty line stands between two blocks
 */
export function parseBlocks(lines, options) {
  /** @type {Tree} */
  const tree = [];
  let isLoose = false;
  let parted = false;
  for (let at = 0; at < lines.length; ) {
    if (isBlank(lines[at])) {
      parted = tree.length > 0;
      at += 1;
      continue;
    }
    isLoose ||= parted;
    parted = false;
    const { node, next } = readBlock(lines, at, options);
    tree.push(node);
    at = next;
  }
  return { tree, isLoose };
}

/**
 * @param {string[]} lines
 * @param {number} at
 * @param {Options} options
 * @returns {Block}
 */
function readBlock(lines, at, options) {
  const line = lines[at];
  const table = readTable(lines, at);
  if (table) return table;
  const fence = readFence(line);
  if (fence) return readCode(lines, at, fence);
  if (isRule(line)) return { node: { tag: "hr" }, next: at + 1 };
  const heading = readHeading(line);
  if (heading) {
    const tag = `h${Math.min(heading.level + ABOVE, LOWEST_HEADING)}`;
    return { node: { tag, children: parseInline(heading.words, false) }, next: at + 1 };
  }
  if (options.depth < MAX_DEPTH) {
    if (isQuote(line)) return readQuote(lines, at, options);
    if (readItem(line)) return readList(lines, at, options);
  }
  return readParagraph(lines, at, options);
}

/**
 * @param {string[]} lines
 * @param {number} at
 * @param {Options} options
 * @returns {Block}
 */
function readParagraph(lines, at, { breaks }) {
  let next = at + 1;
  while (next < lines.length && !isBlank(lines[next])) {
    const isDeep = indentOf(lines[next]) >= DEEP;
    if (!isDeep && (interrupts(lines[next]) || readTable(lines, next))) break;
    next += 1;
  }
  const words = lines.slice(at, next).map((line) => line.trimStart());
  return { node: { tag: "p", children: parseInline(words.join("\n").trimEnd(), breaks) }, next };
}

/**
 * @param {string[]} lines
 * @param {number} at
 * @param {{indent: number, sign: string}} fence
 * @returns {Block}
 */
function readCode(lines, at, { indent, sign }) {
  let end = at + 1;
  while (end < lines.length && !closesFence(lines[end], sign)) end += 1;
  const code = lines.slice(at + 1, end).map((line) => line.slice(Math.min(indent, indentOf(line))));
  const text = code.map((line) => `${line}\n`).join("");
  const node = { tag: "pre", children: [{ tag: "code", children: [text] }] };
  return { node, next: end + 1 };
}

/**
 * @param {string[]} lines
 * @param {number} at
 * @param {Options} options
 * @returns {Block}
 */
function readQuote(lines, at, options) {
  const inside = [];
  const rest = new Continuation();
  let next = at;
  for (; next < lines.length && !isBlank(lines[next]); next += 1) {
    const line = lines[next];
    if (!isQuote(line) && !rest.mayGoOnWith(line)) break;
    inside.push(isQuote(line) ? line.replace(/^ *> ?/, "") : lazy(line));
    rest.add(inside[inside.length - 1]);
  }
  const { tree } = parseBlocks(inside, { ...options, depth: options.depth + 1 });
  return { node: { tag: "blockquote", children: tree }, next };
}

/**
 * @param {string[]} lines
 * @param {number} at
 * @param {Options} options
 * @returns {Block}
 */
function readList(lines, at, options) {
  const first = readItem(lines[at]);
  const items = [];
  let isLoose = false;
  let next = at;
  for (;;) {
    const item = next < lines.length ? readItem(lines[next]) : null;
    if (!item || item.kind !== first?.kind) break;
    const { inside, end } = gatherItem(lines, next, item);
    const read = parseBlocks(inside, { ...options, depth: options.depth + 1 });
    items.push(read.tree);
    isLoose ||= read.isLoose;
    next = end;
    while (end > at && next < lines.length && isBlank(lines[next])) next += 1;
    const follows = next < lines.length && readItem(lines[next])?.kind === first.kind;
    if (!follows) {
      next = end;
      break;
    }
    isLoose ||= next > end;
  }
  /** @type {Element} */
  const list = { tag: first?.start === null ? "ul" : "ol", children: [] };
  if (first?.start !== null && first?.start !== 1) list.attributes = { start: `${first?.start}` };
  list.children = items.map((tree) => ({ tag: "li", children: isLoose ? tree : tight(tree) }));
  return { node: list, next };
}

/**
 * The lines of an item without its indentation, and the line after its last word.
 * @param {string[]} lines
 * @param {number} at
 * @param {{offset: number, words: string}} item
 */
function gatherItem(lines, at, { offset, words }) {
  const inside = [words];
  const rest = new Continuation();
  rest.add(words);
  let end = at + 1;
  for (let next = at + 1; next < lines.length; next += 1) {
    const line = lines[next];
    if (isBlank(line)) {
      if (inside.length === 1 && isBlank(words)) break;
      rest.add("");
      continue;
    }
    const isInside = indentOf(line) >= offset;
    if (!isInside && !rest.mayGoOnWith(line)) break;
    while (end < next) {
      inside.push("");
      end += 1;
    }
    inside.push(isInside ? line.slice(offset) : lazy(line));
    rest.add(inside[inside.length - 1]);
    end = next + 1;
  }
  return { inside, end };
}

/**
 * A line that goes on with a paragraph though it has not its mark: whatever it looks like.
 * @param {string} line
 */
function lazy(line) {
  return " ".repeat(LAZY) + line.trimStart();
}

/**
 * An item's paragraphs as bare words, as in a list without empty lines.
 * @param {Tree} tree
 * @returns {Tree}
 */
function tight(tree) {
  return tree.flatMap((node) =>
    typeof node !== "string" && node.tag === "p" ? (node.children ?? []) : [node],
  );
}

/** Whether a line without a quote's or item's mark still belongs to the paragraph inside it. */
class Continuation {
  #fence = "";
  #isOpen = false;
  #isTable = false;
  #last = "";

  /** @param {string} line */
  add(line) {
    const words = line.replace(/^[ >]*/, "");
    const sign = readFence(words)?.sign ?? "";
    if (this.#fence) {
      if (closesFence(words, this.#fence)) this.#fence = "";
      this.#isOpen = false;
    } else {
      this.#fence = sign;
      const begins = indentOf(line) < DEEP && readTable([this.#last, words], 0);
      const goesOn = this.#isTable && words !== "" && !endsAround(words);
      this.#isTable = goesOn || Boolean(begins);
      this.#isOpen = !this.#isTable && isInParagraph(line);
    }
    this.#last = words;
  }

  /** @param {string} line */
  mayGoOnWith(line) {
    return this.#isOpen && !endsAround(line);
  }
}
