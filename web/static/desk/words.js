// Words as page elements: the little Markdown that articles use, and links in what people type.

import { el } from "../kit/dom.js";

const INLINE = /\*\*([^*]+)\*\*|\*([^*\s][^*]*)\*|`([^`]+)`|\[([^\]]+)\]\(([^)\s]+)\)/g;
const ADDRESS = /https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]]/g;

// Markdown of an article: paragraphs, bold, emphasis, code and links.
export function markdown(text) {
  return text
    .split(/\n\s*\n/)
    .filter((block) => block.trim())
    .map((block) => el("p", {}, inline(block)));
}

export function inline(text) {
  return pieces(text, INLINE, ([, bold, emphasis, code, label, address]) => {
    if (bold) return el("strong", {}, bold);
    if (emphasis) return el("em", {}, emphasis);
    if (code) return el("code", {}, code);
    return link(address, label);
  });
}

// What someone typed: as it is, with addresses one can follow.
export function typed(text) {
  return pieces(text, ADDRESS, ([address]) => link(address, address));
}

// A link out of the desk; anything but a web, mail or phone address stays text.
export function link(address, label) {
  const safe = /^(https?:\/\/|mailto:|tel:|\/(?!\/))/i.test(address ?? "");
  return safe
    ? el("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, label)
    : label;
}

function pieces(text, pattern, replace) {
  const found = [];
  let from = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > from) found.push(text.slice(from, match.index));
    found.push(replace(match));
    from = match.index + match[0].length;
  }
  if (from < text.length) found.push(text.slice(from));
  return found;
}
