/**
 * The Markdown of articles and messages, the same on every surface.
 *
 * What is understood, and as what it is shown, stands in tests/data/markdown_cases.json, which the
 * help centre's renderer (web/articles/markdown.py) is held to as well. A text is read into a tree
 * in a time that grows with its length, and elements are made from the tree, never from a string
 * of HTML: nothing in a text can run.
 */

import { parseBlocks } from "./markdown/blocks.js";
import { parseInline, textOf } from "./markdown/inline.js";
import { linesOf } from "./markdown/lines.js";

/** @import { Tree } from "./markdown/tree.js" */

/**
 * Read a text as blocks.
 * @param {string} text
 * @param {{breaks?: boolean}} [options] breaks: a line's end stays one, as in a message
 * @returns {Tree}
 */
export function blocks(text, { breaks = false } = {}) {
  return parseBlocks(linesOf(text), { breaks, depth: 0 }).tree;
}

/**
 * Read a text as words of one block.
 * @param {string} text
 * @returns {Tree}
 */
export function inline(text) {
  return parseInline(text.trim(), false);
}

/**
 * The words alone, as one would type them to somebody.
 * @param {string} text
 * @returns {string}
 */
export function plain(text) {
  return blocks(text)
    .map((block) => textOf([block]))
    .join("\n\n");
}

/**
 * Make nodes from a tree.
 * @param {Tree} tree
 * @param {string} base what the addresses of articles begin with, without "/" at its end
 * @param {string} [newTab] words for screen readers: a web address opens in a new tab
 * @returns {Node[]}
 */
export function draw(tree, base = "", newTab = "(opens in a new tab)") {
  return tree.map((node) => {
    if (typeof node === "string") return document.createTextNode(node);
    const element = document.createElement(node.tag);
    for (const [name, value] of Object.entries(node.attributes ?? {})) {
      element.setAttribute(name, name === "href" && value.startsWith("/") ? base + value : value);
    }
    for (const child of draw(node.children ?? [], base, newTab)) element.append(child);
    if (node.tag === "a") finishLink(element, newTab);
    return element;
  });
}

/**
 * @param {HTMLElement} link
 * @param {string} newTab
 */
function finishLink(link, newTab) {
  if (!/^https?:/i.test(link.getAttribute("href") ?? "")) return;
  const words = document.createElement("span");
  words.className = "unseen";
  words.textContent = ` ${newTab}`;
  link.setAttribute("target", "_blank");
  link.setAttribute("rel", "noopener noreferrer");
  link.append(words);
}
