/** Words as page elements: the little Markdown that articles use, and links in what people type. */

import { html } from "../kit/html.js";

const INLINE = /\*\*([^*]+)\*\*|\*([^*\s][^*]*)\*|`([^`]+)`|\[([^\]]+)\]\(([^)\s]+)\)/g;
const ADDRESS = /https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]]/g;

/** Return Markdown of an article: paragraphs, bold, emphasis, code and links. */
export function markdown(text) {
  return text
    .split(/\n\s*\n/)
    .filter((block) => block.trim())
    .map((block) => html`<p>${inline(block)}</p>`);
}

export function inline(text) {
  return pieces(text, INLINE, ([, bold, emphasis, code, label, address]) => {
    if (bold) return html`<strong>${bold}</strong>`;
    if (emphasis) return html`<em>${emphasis}</em>`;
    if (code) return html`<code>${code}</code>`;
    return link(address, label);
  });
}

/** Return what someone typed: as it is, with addresses one can follow. */
export function typed(text) {
  return html`<p class="typed">${pieces(text, ADDRESS, ([address]) => link(address, address))}</p>`;
}

/** Return a link out of the desk; anything but a web, mail or phone address stays text. */
export function link(address, label) {
  const isSafe = /^(https?:\/\/|mailto:|tel:|\/(?!\/))/i.test(address ?? "");
  return isSafe
    ? html`<a href=${address} target="_blank" rel="noopener noreferrer">${label}</a>`
    : label;
}

function pieces(text, pattern, replace) {
  const found = [];
  let from = 0;
  for (const match of text.matchAll(pattern)) {
    found.push(text.slice(from, match.index), replace(match));
    from = match.index + match[0].length;
  }
  return [...found, text.slice(from)];
}
