/** What is read back from the browser's storage: a newer version may have kept it, or anybody. */

/**
 * Read a value of the same kind as `otherwise`, which takes the place of everything else; null
 * stands for an object.
 * @param {string | null} text JSON, or what was to be
 * @param {any} otherwise
 * @returns {any}
 */
export function readKept(text, otherwise) {
  try {
    const value = JSON.parse(text ?? "null") ?? otherwise;
    return kindOf(value) === kindOf(otherwise) ? value : otherwise;
  } catch {
    return otherwise;
  }
}

/** @param {unknown} value */
function kindOf(value) {
  return Array.isArray(value) ? "array" : typeof value;
}
