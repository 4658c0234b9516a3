/** Which addresses a customer may be sent to. Pure. */

const SLUG = /^[A-Za-z0-9][A-Za-z0-9_?-]{0,79}$/;
const SCHEMES = new Set(["http:", "https:", "tel:", "mailto:"]);

/** Return the address of an article's page. base: the service's address, ending in "/" */
export function articleUrl(slug, base) {
  return `${base}help/${encodeURIComponent(slug)}`;
}

/** Return the address of an article's slug or path, or a safe web address as it is; else null. */
export function safeUrl(target, base) {
  if (SLUG.test(target)) return articleUrl(target, base);
  const article = /^\/help\/([^/#]+)$/.exec(target)?.[1];
  if (article) return safeUrl(decode(article), base);
  try {
    const url = new URL(target);
    return SCHEMES.has(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}
