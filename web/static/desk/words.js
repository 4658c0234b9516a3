/** Words as page elements: the Markdown of articles, and links in what people type. */

import { at } from "../kit/base.js";
import { guard, html } from "../kit/html.js";
import * as kit from "../kit/markdown.js";
import { addressesIn } from "../kit/markdown/addresses.js";

/** Return Markdown of an article, or with `breaks` of a message, as blocks. */
export function markdown(text, breaks = false) {
  const drawn = guard([text], () => kit.draw(kit.blocks(text, { breaks }), at("")));
  return html`<div class="markdown" dir="auto">${drawn}</div>`;
}

/** Return Markdown within one block. */
export function inline(text) {
  return html`<span class="markdown" dir="auto">${guard([text], () => kit.draw(kit.inline(text), at("")))}</span>`;
}

/** Return what someone typed: as it is, with addresses one can follow. */
export function typed(text) {
  return html`<p class="typed" dir="auto">${pieces(text)}</p>`;
}

/** Return a link out of the desk; anything but a web, mail or phone address stays text. */
export function link(address, label) {
  const isSafe = /^(https?:\/\/|mailto:|tel:|\/(?!\/))/i.test(address ?? "");
  return isSafe
    ? html`<a href=${address.startsWith("/") ? at(address) : address} target="_blank" rel="noopener noreferrer">${label}</a>`
    : label;
}

function pieces(text) {
  const found = [];
  let from = 0;
  for (const { at, end } of addressesIn(text)) {
    const address = text.slice(at, end);
    found.push(text.slice(from, at), link(address, address));
    from = end;
  }
  return [...found, text.slice(from)];
}
