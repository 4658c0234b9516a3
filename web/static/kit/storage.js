// What this device remembers. Where the browser forbids that, it lasts as long as the page.

const memory = new Map();

export function remembered(key) {
  try {
    return localStorage.getItem(key) ?? memory.get(key) ?? null;
  } catch {
    return memory.get(key) ?? null;
  }
}

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

export function rememberedUnder(prefix) {
  let keys = [...memory.keys()];
  try {
    keys = [...new Set([...keys, ...Object.keys(localStorage)])];
  } catch {
    // As above.
  }
  return keys.filter((key) => key.startsWith(prefix)).map(remembered);
}
