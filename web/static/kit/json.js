// JSON as it is meant, on whatever page: Prototype.js gives arrays a `toJSON` that makes them texts.

/**
 * Numbers, texts, null, arrays and plain objects as JSON; a member that is undefined is left out.
 * @param {any} value
 * @returns {string}
 */
export function asJson(value) {
  if (Array.isArray(value)) return `[${value.map(asJson).join()}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value) ?? "null";
  const members = Object.entries(value).filter(([, each]) => each !== undefined);
  return `{${members.map(([name, each]) => `${JSON.stringify(name)}:${asJson(each)}`).join()}}`;
}
