/** A tree of Markdown as HTML, to hold it to what the help centre's renderer writes. */

const EMPTY = new Set(["br", "hr", "img"]);
const SIGNS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/**
 * @param {import("../../../web/static/kit/markdown/tree.js").Tree} tree
 * @returns {string}
 */
export function htmlOf(tree) {
  return tree
    .map((node) => (typeof node === "string" ? escaped(node, /[&<>]/g) : element(node)))
    .join("");
}

function element({ tag, attributes = {}, children = [] }) {
  const given = Object.entries(attributes).map(
    ([name, value]) => ` ${name}="${escaped(value, /[&"]/g)}"`,
  );
  const open = `<${tag}${given.join("")}>`;
  return EMPTY.has(tag) ? open : `${open}${htmlOf(children)}</${tag}>`;
}

function escaped(text, signs) {
  return text.replace(signs, (sign) => SIGNS[sign]);
}
