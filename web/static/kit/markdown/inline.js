/** Words within a block: emphasis, code, links, images, addresses and line breaks. */

import { endOfAddress, imageAddress, linkAddress } from "./addresses.js";
import { emphasise, readRun, words } from "./emphasis.js";
import { isPunctuation, readTarget } from "./targets.js";

export { words as textOf };

/**
 * @import { Piece } from "./emphasis.js"
 * @import { Tree } from "./tree.js"
 * @typedef {{at: number, isImage: boolean}} Bracket where its piece stands
 */

const SPECIAL = /[\\`*_![\]<\n]|https?:\/\//gi;
const BRACKETED = /<([a-z][a-z0-9+.-]{1,31}:[^\s<>]*|[\w.+-]{1,64}@[a-z0-9.-]{1,255})>/iy;
const TICKS = /`+/g;

/**
 * @param {string} text
 * @param {boolean} breaks whether a line's end stays one
 * @returns {Tree}
 */
export function parseInline(text, breaks) {
  return new Reader(text, breaks).read();
}

class Reader {
  #text;
  #breaks;
  #at = 0;
  /** @type {Piece[]} */
  #pieces = [];
  /** @type {Bracket[]} */
  #brackets = [];
  #inLink = 0; // below this bracket no link may begin any more: links do not hold links
  /** @type {Map<number, number[]> | null} where runs of so many backticks stand, the first last */
  #ticks = null;

  /**
   * @param {string} text
   * @param {boolean} breaks
   */
  constructor(text, breaks) {
    this.#text = text;
    this.#breaks = breaks;
  }

  read() {
    const text = this.#text;
    while (this.#at < text.length) {
      SPECIAL.lastIndex = this.#at;
      const special = SPECIAL.exec(text);
      const next = special?.index ?? text.length;
      if (next > this.#at) this.#pieces.push(text.slice(this.#at, next));
      this.#at = next;
      if (special) this.#readSpecial(special[0][0]);
    }
    return emphasise(this.#pieces);
  }

  /** @param {string} sign */
  #readSpecial(sign) {
    if (sign === "\\") this.#readEscape();
    else if (sign === "`") this.#readCode();
    else if (sign === "*" || sign === "_") this.#readRun(sign);
    else if (sign === "!" || sign === "[") this.#readOpening(sign);
    else if (sign === "]") this.#readClosing();
    else if (sign === "<") this.#readBracketed();
    else if (sign === "\n") this.#readLineEnd();
    else this.#readAddress();
  }

  /**
   * @param {Piece} piece
   * @param {number} length
   */
  #push(piece, length) {
    this.#pieces.push(piece);
    this.#at += length;
  }

  #readEscape() {
    const next = this.#text[this.#at + 1];
    if (next === "\n") {
      this.#push({ tag: "br" }, 2);
      this.#skipSpaces();
    } else if (isPunctuation(next)) this.#push(next, 2);
    else this.#push("\\", 1);
  }

  #readCode() {
    const { length } = /** @type {RegExpExecArray} */ (matchAt(/`+/y, this.#text, this.#at))[0];
    this.#ticks ??= ticksOf(this.#text);
    const places = this.#ticks.get(length) ?? [];
    while (places.length > 0 && places[places.length - 1] <= this.#at) places.pop();
    const end = places.at(-1);
    if (end === undefined) return this.#push("`".repeat(length), length);
    const code = this.#text.slice(this.#at + length, end).replaceAll("\n", " ");
    const padded = code.startsWith(" ") && code.endsWith(" ") && code.trim() !== "";
    const children = [padded ? code.slice(1, -1) : code];
    this.#push({ tag: "code", children }, end + length - this.#at);
  }

  /** @param {string} sign */
  #readRun(sign) {
    const text = this.#text;
    let end = this.#at;
    while (text[end] === sign) end += 1;
    const before = lastCharacter(text, this.#at);
    const after = end < text.length ? String.fromCodePoint(text.codePointAt(end) ?? 0) : "";
    this.#push(readRun(sign, end - this.#at, before, after), end - this.#at);
  }

  /** @param {string} sign */
  #readOpening(sign) {
    const isImage = sign === "!";
    if (isImage && this.#text[this.#at + 1] !== "[") return this.#push("!", 1);
    this.#brackets.push({ at: this.#pieces.length, isImage });
    this.#push(isImage ? "![" : "[", isImage ? 2 : 1);
  }

  #readClosing() {
    const bracket = this.#brackets.pop();
    const depth = this.#brackets.length;
    const isOpen = bracket && (bracket.isImage || depth >= this.#inLink);
    this.#inLink = Math.min(this.#inLink, depth);
    const found =
      isOpen && this.#text[this.#at + 1] === "(" && readTarget(this.#text, this.#at + 1);
    if (!found) return this.#push("]", 1);
    const inside = emphasise(this.#pieces.splice(bracket.at).slice(1));
    this.#at = found.next;
    if (bracket.isImage) this.#addImage(found.target, words(inside));
    else {
      this.#addLink(found.target, withoutLinks(inside));
      this.#inLink = depth;
    }
  }

  /**
   * @param {string} target
   * @param {string} alt
   */
  #addImage(target, alt) {
    const src = imageAddress(target);
    this.#pieces.push(src ? { tag: "img", attributes: { src, alt } } : alt);
  }

  /**
   * @param {string} target
   * @param {Tree} children
   */
  #addLink(target, children) {
    const href = linkAddress(target);
    if (href) this.#pieces.push({ tag: "a", attributes: { href }, children });
    else for (const child of children) this.#pieces.push(child);
  }

  #readBracketed() {
    const found = matchAt(BRACKETED, this.#text, this.#at);
    if (!found) return this.#push("<", 1);
    const isMail = !/^[a-z][a-z0-9+.-]*:/i.test(found[1]);
    this.#addLink(isMail ? `mailto:${found[1]}` : found[1], [found[1]]);
    this.#at += found[0].length;
  }

  #readAddress() {
    const end = endOfAddress(this.#text, this.#at);
    if (end === null) return this.#push(this.#text[this.#at], 1);
    const found = this.#text.slice(this.#at, end);
    this.#addLink(found, [found]);
    this.#at = end;
  }

  #readLineEnd() {
    const last = this.#pieces.at(-1);
    let isBreak = this.#breaks;
    if (typeof last === "string") {
      isBreak ||= last.endsWith("  ");
      this.#pieces[this.#pieces.length - 1] = last.trimEnd();
    }
    this.#push(isBreak ? { tag: "br" } : "\n", 1);
    this.#skipSpaces();
  }

  #skipSpaces() {
    while (this.#text[this.#at] === " ") this.#at += 1;
  }
}

/**
 * @param {RegExp} sticky
 * @param {string} text
 * @param {number} at
 */
function matchAt(sticky, text, at) {
  sticky.lastIndex = at;
  return sticky.exec(text);
}

/** @param {string} text */
function ticksOf(text) {
  const places = new Map();
  for (const { 0: run, index } of text.matchAll(TICKS)) {
    if (places.has(run.length)) places.get(run.length).push(index);
    else places.set(run.length, [index]);
  }
  for (const each of places.values()) each.reverse();
  return places;
}

/**
 * @param {string} text
 * @param {number} at
 */
function lastCharacter(text, at) {
  if (at === 0) return "";
  const low = text.charCodeAt(at - 1);
  return low >= 0xdc00 && low <= 0xdfff ? text.slice(at - 2, at) : text[at - 1];
}

/**
 * The words of links within a link, in their place.
 * @param {Tree} tree
 * @returns {Tree}
 */
function withoutLinks(tree) {
  return tree.flatMap((node) => {
    if (typeof node === "string") return [node];
    const children = node.children && withoutLinks(node.children);
    return node.tag === "a" ? (children ?? []) : [{ ...node, children }];
  });
}
