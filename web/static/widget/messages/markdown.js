/** Markdown as nodes of the chat; articles' addresses are the service's, not the host site's. */

import * as markdown from "../../kit/markdown.js";
import { linkAddress } from "../../kit/markdown/addresses.js";
import { WORDS } from "../words.js";

/**
 * What was said, as blocks; a line's end stays one.
 * @param {string} text
 * @param {string} base the service's address, ending in "/"
 */
export function message(text, base) {
  return drawn(markdown.blocks(text, { breaks: true }), base);
}

/**
 * An article's text as blocks.
 * @param {string} text
 * @param {string} base
 */
export function blocks(text, base) {
  return drawn(markdown.blocks(text), base);
}

/**
 * A text within one block.
 * @param {string} text
 * @param {string} base
 */
export function inline(text, base) {
  return drawn(markdown.inline(text), base);
}

/**
 * A link with these words; the words alone if it is not safe.
 * @param {string} target
 * @param {string} words
 * @param {string} base
 */
export function link(target, words, base) {
  const href = linkAddress(target);
  return drawn([href ? { tag: "a", attributes: { href }, children: [words] } : words], base);
}

/**
 * @param {import("../../kit/markdown/tree.js").Tree} tree
 * @param {string} base
 */
function drawn(tree, base) {
  return markdown.draw(tree, base.replace(/\/$/, ""), WORDS.newTab);
}
