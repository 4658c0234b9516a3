/**
 * Where links and images may lead, and where a web address in the words of a text ends.
 * web/articles/markdown.py and web/articles/addresses.py hold the same rules.
 */

const SAFE = /^(?:https?:\/\/|mailto:|tel:|\/(?![/\\]))/i;
const QUOTES = '"`“”„«»';
const CJK = "。、，；：！？（）「」『』【】《》"; // no space comes after these
const HOST = new RegExp(`https?://[^\\s<>'’()[\\]{}*\\\\/?#${QUOTES}${CJK}]+`, "iy");
const SIGN = new RegExp(`[\\s<>()[\\]{}${QUOTES}${CJK}]`, "g"); // what may end an address
const SCHEME = /https?:\/\//gi;
const OPENING = "([{";
const CLOSING = ")]}"; // in the same order
const AFTER = `.,;:!?'’*_~…${OPENING}`; // what a sentence may have after it
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

/**
 * The web addresses in a text.
 * @param {string} text
 * @returns {Generator<{at: number, end: number}>} where each begins and ends
 */
export function* addressesIn(text) {
  let from = 0;
  for (const { index: at } of text.matchAll(SCHEME)) {
    const end = at < from ? null : endOfAddress(text, at);
    if (end === null) continue;
    yield { at, end };
    from = end;
  }
}

/**
 * Where the web address ends that begins here; null if none does. Signs that belong to the
 * sentence around it are left to the sentence, and brackets belong to the address as far as they
 * are opened in it.
 * @param {string} text
 * @param {number} at
 * @returns {number | null}
 */
export function endOfAddress(text, at) {
  if (/[a-z0-9]/i.test(text[at - 1] ?? "")) return null;
  HOST.lastIndex = at;
  if (!HOST.test(text)) return null;
  let end = endOfPath(text, HOST.lastIndex);
  const begin = text.indexOf("//", at) + 2;
  while (end > begin && AFTER.includes(text[end - 1])) end -= 1;
  return end > begin ? end : null;
}

/**
 * @param {string} text
 * @param {number} at
 */
function endOfPath(text, at) {
  if (!/^[/?#]$/.test(text[at] ?? "")) return at;
  const open = [0, 0, 0];
  SIGN.lastIndex = at;
  for (let found = SIGN.exec(text); found; found = SIGN.exec(text)) {
    const opening = OPENING.indexOf(found[0]);
    const closing = CLOSING.indexOf(found[0]);
    if (opening >= 0) open[opening] += 1;
    else if (closing >= 0 && open[closing] > 0) open[closing] -= 1;
    else return found.index;
  }
  return text.length;
}
