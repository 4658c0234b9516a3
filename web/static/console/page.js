/** What every page of the console begins with: what it was given, and where articles are. */

import { field } from "../kit/dialog.js";
import { byId } from "../kit/dom.js";
import { html } from "../kit/html.js";

/**
 * Return the first part of the page, or of one of its parts, that fits.
 * @param {ParentNode} [root]
 * @returns {any} an element of the kind one asks for; null if there is none
 */
export function one(selector, root = document) {
  return root.querySelector(selector);
}

/**
 * Return all that fit.
 * @param {ParentNode} [root]
 * @returns {any[]}
 */
export function all(selector, root = document) {
  return [...root.querySelectorAll(selector)];
}

/** Return what the server gave the page's script. */
export function given() {
  return JSON.parse(byId("given", HTMLScriptElement).textContent);
}

/** Return the address of an article's editor. */
export function articlePage(slug) {
  return `/console/articles/${encodeURIComponent(slug)}`;
}

/** Return under which address the server is asked about an article. */
export function articleApi(slug) {
  return `/console/api/articles/${encodeURIComponent(slug)}`;
}

/** Return the field of a dialog in which one says why. */
export function whyField() {
  const box = html`<textarea name="why" rows="2" maxlength="1000"></textarea>`;
  return field("Why", box, "for your colleagues");
}
