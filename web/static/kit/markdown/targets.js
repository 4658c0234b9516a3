/** The "(address)" after the words of a link or image. */

const MAX_NESTED = 32; // brackets within an address

/**
 * Read "(address)" or "(address "title")"; the title is not shown anywhere.
 * @param {string} text
 * @param {number} at where "(" stands
 * @returns {{target: string, next: number} | null} next: after ")"
 */
export function readTarget(text, at) {
  const start = skipSpace(text, at + 1);
  const address = text[start] === "<" ? readQuoted(text, start) : readBare(text, start);
  if (!address) return null;
  let end = skipSpace(text, address.end);
  if (end > address.end) end = skipSpace(text, afterTitle(text, end));
  if (text[end] !== ")") return null;
  return { target: unescaped(address.target), next: end + 1 };
}

/**
 * @param {string} text
 * @param {number} start
 */
function readBare(text, start) {
  let open = 0;
  let end = start;
  for (; end < text.length; end += 1) {
    const sign = text[end];
    if (sign === "\\" && isPunctuation(text[end + 1])) end += 1;
    else if (sign <= " " || sign === "\x7f") break;
    else if (sign === ")" && open === 0) break;
    else if (sign === ")") open -= 1;
    else if (sign === "(") open += 1;
    if (open > MAX_NESTED) return null;
  }
  return open > 0 ? null : { target: text.slice(start, end), end };
}

/**
 * @param {string} text
 * @param {number} start
 */
function readQuoted(text, start) {
  for (let end = start + 1; end < text.length; end += 1) {
    const sign = text[end];
    if (sign === "\\") end += 1;
    else if (sign === ">") return { target: text.slice(start + 1, end), end: end + 1 };
    else if (sign === "<" || sign === "\n") return null;
  }
  return null;
}

/**
 * Where a title ends that begins here; here if none does.
 * @param {string} text
 * @param {number} at
 */
function afterTitle(text, at) {
  const close = { '"': '"', "'": "'", "(": ")" }[text[at]];
  if (!close) return at;
  for (let end = at + 1; end < text.length; end += 1) {
    if (text[end] === "\\") end += 1;
    else if (text[end] === close) return end + 1;
    else if (text[end] === "(" && close === ")") break;
  }
  return at;
}

/**
 * @param {string} text
 * @param {number} at
 */
function skipSpace(text, at) {
  let end = at;
  while (text[end] === " " || text[end] === "\n" || text[end] === "\t") end += 1;
  return end;
}

/** @param {string | undefined} sign */
export function isPunctuation(sign) {
  return sign !== undefined && /^[!-/:-@[-`{-~]$/.test(sign);
}

/** @param {string} text */
function unescaped(text) {
  return text.replace(/\\([!-/:-@[-`{-~])/g, "$1");
}
