// What this device remembers. Where the browser forbids that, it lasts as long as the page.

const memory = new Map();

/**
 * @param {string} key
 * @returns {string | null}
 */
export function remembered(key) {
  try {
    return localStorage.getItem(key) ?? memory.get(key) ?? null;
  } catch {
    return memory.get(key) ?? null;
  }
}

/**
 * Keep a value; null or "" forgets it.
 * @param {string} key
 * @param {string | null} value
 */
export function remember(key, value) {
  if (value === null || value === "") memory.delete(key);
  else memory.set(key, value);
  try {
    if (value === null || value === "") localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // A full or forbidden storage costs only what a reload would have kept.
  }
}

/**
 * What is kept under all keys that begin like this.
 * @param {string} prefix
 */
export function rememberedUnder(prefix) {
  let keys = [...memory.keys()];
  try {
    keys = [...new Set([...keys, ...Object.keys(localStorage)])];
  } catch {
    // As above.
  }
  return keys
    .filter((key) => key.startsWith(prefix))
    .map(remembered)
    .filter((value) => value !== null);
}
