/** What is pasted from a word processor, as Markdown: its bullets are signs that Markdown has not. */

const BULLET = /^[ \t]*(?:[•·▪◦‣●○■□§][ \t]+|[o–—]\t[ \t]*)/;
const MARK = /^\s*(?:[-*•·▪◦‣●○■□§]|[o–—](?=\t)|\d{1,3}[.)])\s+/;
const SECOND = "o"; // the sign of a list within a list

/** Return a line without the mark of a list before it. */
export function withoutMark(line) {
  return line.replace(MARK, "").trim();
}

/** Return pasted words with "- " before each item of a list. */
export function asMarkdown(text) {
  return text
    .split(/\r\n?|\n/)
    .map(asItem)
    .join("\n");
}

function asItem(line) {
  const sign = BULLET.exec(line)?.[0] ?? "";
  if (!sign) return line;
  return `${sign.trim() === SECOND ? "  " : ""}- ${line.slice(sign.length)}`;
}
