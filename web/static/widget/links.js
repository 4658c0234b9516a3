/** Addresses of the service's own pages. Pure. */

/**
 * The address of an article's page.
 * @param {string} slug
 * @param {string} base the service's address, ending in "/"
 */
export function articleUrl(slug, base) {
  return `${base}help/${encodeURIComponent(slug)}`;
}
