/**
 * The little Markdown that answers use: paragraphs, lists, **bold** and links.
 *
 * It builds elements and text, never HTML from a string, so nothing in a text can run.
 */

import { h, unseen } from "./dom.js";
import { safeUrl } from "./links.js";
import { WORDS } from "./words.js";

const ITEM = /^\s*(?:[-*•]|(\d{1,3})[.)])\s+(.*)$/;
const INLINE = /\*\*(.+?)\*\*|\[([^\]\n]+)\]\(([^()\s]+)\)|(https?:\/\/[^\s<>"')\]]*[\w/=&-])/g;

/** Return a text as block elements: paragraphs and lists. */
export function blocks(text, base) {
  return text.split(/\n\s*\n/).flatMap((block) => blockOf(block.split("\n"), base));
}

/** Return a text as inline nodes; line breaks stay line breaks. */
export function inline(text, base) {
  const nodes = [];
  let end = 0;
  for (const match of text.matchAll(INLINE)) {
    nodes.push(...lines(text.slice(end, match.index)), styled(match, base));
    end = match.index + match[0].length;
  }
  return [...nodes, ...lines(text.slice(end))];
}

/** Return a link that opens in a new tab, or the bare words if its target is not safe. */
export function link(target, children, base) {
  const href = safeUrl(target, base);
  if (!href) return h("span", {}, children);
  if (!href.startsWith("http")) return h("a", { href }, children);
  const attributes = { href, target: "_blank", rel: "noopener noreferrer" };
  return h("a", attributes, children, unseen(` ${WORDS.newTab}`));
}

function styled([whole, bold, words, target, address], base) {
  if (bold) return h("strong", {}, inline(bold, base));
  if (words) return link(target, inline(words, base), base);
  return address ? link(address, [address], base) : whole;
}

function lines(text) {
  return text.split("\n").flatMap((line, index) => (index ? [h("br"), line] : [line]));
}

function blockOf(source, base) {
  const elements = [];
  let words = [];
  const finish = () => {
    if (words.some((line) => line.trim())) {
      elements.push(h("p", {}, inline(words.join("\n").trim(), base)));
    }
    words = [];
  };
  for (const line of source) {
    const item = ITEM.exec(line);
    if (!item) {
      words.push(line);
      continue;
    }
    finish();
    addItem(elements, item, base);
  }
  finish();
  return elements;
}

function addItem(elements, [, ordinal, words], base) {
  const tag = ordinal ? "ol" : "ul";
  let list = elements.at(-1);
  if (list?.localName !== tag) {
    list = h(tag, ordinal && ordinal !== "1" ? { start: ordinal } : {});
    elements.push(list);
  }
  list.append(h("li", {}, inline(words, base)));
}
