/** What every page of the console begins with: what it was given, and where articles are. */

import { at } from "../kit/base.js";
import { textField } from "../kit/dialog.js";
import { byId } from "../kit/dom.js";
import { limits } from "../kit/limits.js";

/** Return what the server gave the page's script. */
export function given() {
  return JSON.parse(byId("given", HTMLScriptElement).textContent);
}

/** Return the address of an article's editor. */
export function articlePage(slug) {
  return at(`/console/articles/${encodeURIComponent(slug)}`);
}

/** Return under which address the server is asked about an article. */
export function articleApi(slug) {
  return `/console/api/articles/${encodeURIComponent(slug)}`;
}

/** Return the field of a dialog in which one says why. */
export function whyField() {
  return textField("why", "Why", { max: limits.why, rows: 2, hint: "for your colleagues" });
}
