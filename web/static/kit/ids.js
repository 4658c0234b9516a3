// Ids made here, so that the same thing sent twice is taken once.

export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

let number = 0;

/**
 * An element's id that no other has on this page.
 * @param {string} name
 */
export function pageId(name) {
  number += 1;
  return `${name}-${number}`;
}
