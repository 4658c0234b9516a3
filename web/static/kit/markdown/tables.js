/** Tables: a row of names, a row of dashes, and rows of cells. */

import { parseInline } from "./inline.js";
import { endsAround, indentOf, isBlank, readItem } from "./lines.js";

/** @import { Element } from "./tree.js" */

const DEEP = 4; // spaces: as the lines of a paragraph, and not of a table, may have
const DASHES = /^[ |:-]+$/;

/**
 * The table that begins at this line, and the line after it; null if none does.
 * @param {string[]} lines
 * @param {number} at
 * @returns {{node: Element, next: number} | null}
 */
export function readTable(lines, at) {
  const dashes = lines[at + 1];
  if (!dashes || !lines[at].includes("|") || !DASHES.test(dashes) || readItem(dashes)) return null;
  if (indentOf(dashes) >= DEEP) return null;
  const names = cells(lines[at]);
  const aligns = cells(dashes).map(alignment);
  if (!names.length || aligns.length !== names.length || aligns.some((align) => align === null))
    return null;
  const rows = [];
  let next = at + 2;
  while (next < lines.length && !isBlank(lines[next]) && !endsAround(lines[next])) {
    rows.push(row("td", cells(lines[next]), aligns));
    next += 1;
  }
  const head = { tag: "thead", children: [row("th", names, aligns)] };
  const body = rows.length > 0 ? [{ tag: "tbody", children: rows }] : [];
  return { node: { tag: "table", children: [head, ...body] }, next };
}

/**
 * @param {string} tag
 * @param {string[]} words
 * @param {(string | null)[]} aligns
 * @returns {Element}
 */
function row(tag, words, aligns) {
  const children = aligns.map((align, index) => {
    /** @type {Element} */
    const cell = { tag, children: parseInline(words[index] ?? "", false) };
    if (align) cell.attributes = { align };
    return cell;
  });
  return { tag: "tr", children };
}

/**
 * "" for a column without alignment, null for what is no row of dashes.
 * @param {string} dashes
 */
function alignment(dashes) {
  if (!/^:?-+:?$/.test(dashes)) return null;
  const right = dashes.endsWith(":");
  if (dashes.startsWith(":")) return right ? "center" : "left";
  return right ? "right" : "";
}

/**
 * A row's cells; "\|" is a line within one.
 * @param {string} line
 */
function cells(line) {
  const found = [""];
  const words = line.trim();
  for (let at = 0; at < words.length; at += 1) {
    if (words[at] === "|") found.push("");
    else if (words[at] === "\\" && words[at + 1] === "|") {
      found[found.length - 1] += "|";
      at += 1;
    } else found[found.length - 1] += words[at];
  }
  if (found[0].trim() === "") found.shift();
  if (found.at(-1)?.trim() === "") found.pop();
  return found.map((cell) => cell.trim());
}
