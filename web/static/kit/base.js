/** Where the service is: below a path, if a proxy serves it there. Our own paths begin with "/". */

const { protocol, pathname } = new URL("../..", import.meta.url);
const base = protocol.startsWith("http") ? pathname.replace(/\/$/, "") : "";

/**
 * The address a browser finds one of our own paths under; "" is what stands before all of them.
 * @param {string} path
 */
export function at(path) {
  return base + path;
}

/** The path of this page, with its query, as our own. */
export function here() {
  return location.pathname.slice(base.length) + location.search;
}
