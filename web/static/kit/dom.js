/** Finding the parts of a page. */

/**
 * The page's element of this id; an error if there is none, or one of another kind.
 * @template {HTMLElement} [E=HTMLElement]
 * @param {string} id
 * @param {{new (): E}} [kind] such as HTMLFormElement
 * @returns {E}
 */
export function byId(id, kind) {
  const element = document.getElementById(id);
  if (element instanceof (kind ?? HTMLElement)) return /** @type {E} */ (element);
  throw new Error(`The page has no ${kind?.name ?? "element"} “${id}”.`);
}

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
