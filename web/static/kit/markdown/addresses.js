/** Where links and images may lead. web/articles/markdown.py holds the same rules. */

const SAFE = /^(?:https?:\/\/|mailto:|tel:|\/(?![/\\]))/i;
const ELSEWHERE = /^[a-z][a-z0-9+.-]*:|^[/#\\]/i;

/**
 * The address a link leads to: an article's page for its slug; null if it is not safe.
 * @param {string} target
 */
export function linkAddress(target) {
  if (target && !ELSEWHERE.test(target)) return `/help/${encodeURIComponent(target)}`;
  return SAFE.test(target) ? target : null;
}

/**
 * An image's address; null if it is not safe.
 * @param {string} target
 */
export function imageAddress(target) {
  return /^https:\/\//i.test(target) ? target : null;
}
