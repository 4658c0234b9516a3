/** Puts the widget on the page. */

import { EffieWidget } from "./element.js";

/**
 * Add the widget to the page, once.
 *
 * base: the service's address, ending in "/"; identity: the host site's signed token, or "".
 */
export function start({ base, identity }) {
  if (!customElements.get("effie-widget")) customElements.define("effie-widget", EffieWidget);
  if (document.querySelector("effie-widget")) return;
  const widget = /** @type {EffieWidget} */ (document.createElement("effie-widget"));
  widget.configure({ base, identity });
  document.body.append(widget);
}
