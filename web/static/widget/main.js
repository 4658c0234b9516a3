/** Puts the widget on the page. */

import { EffieWidget } from "./element.js";

/** @type {EffieWidget | null} */
let widget = null;

/**
 * Add the widget to the page, once; a later tag, of a page put in place without loading, only says
 * who the customer is.
 *
 * base: the service's address, ending in "/"; tag: the script tag, with the host site's signed
 * token in `data-identity`, if it has one.
 */
export async function start({ base, tag }) {
  await body();
  if (widget) return widget.follow(tag);
  if (document.querySelector("effie-widget")) return;
  if (!customElements.get("effie-widget")) customElements.define("effie-widget", EffieWidget);
  widget = /** @type {EffieWidget} */ (document.createElement("effie-widget"));
  widget.configure({ base, tag });
  document.body.append(widget);
}

/** Wait until there is a body: a tag in the head may run before. */
async function body() {
  if (document.body) return;
  await new Promise((resolve) => addEventListener("DOMContentLoaded", resolve, { once: true }));
}
