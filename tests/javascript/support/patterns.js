/** Every regular expression of the pages' scripts, found by parsing them: none can be left out. */

import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { parse } from "acorn";
import { full } from "acorn-walk";

const STATIC = new URL("../../../web/static", import.meta.url).pathname;
const NOT_OURS = "vendor";

/**
 * @typedef {{where: string, source: string, flags: string}} Found
 * @returns {{patterns: Found[], unknown: string[]}} unknown: where one is made of what only a run
 *   of the page can tell
 */
export function collect() {
  const found = { patterns: [], unknown: [] };
  for (const name of readdirSync(STATIC, { recursive: true })) {
    if (!name.endsWith(".js") || name.startsWith(NOT_OURS)) continue;
    const path = join(STATIC, name);
    read(relative(STATIC, path), readFileSync(path, "utf8"), found);
  }
  return found;
}

/**
 * @param {string} name
 * @param {string} text of a script
 * @param {{patterns: Found[], unknown: string[]}} found
 */
export function read(name, text, found) {
  const options = { ecmaVersion: "latest", sourceType: "module", locations: true };
  const program = parse(text, options);
  const constants = constantsOf(program);
  full(program, (node) => {
    const where = `${name}:${node.loc.start.line}`;
    if (node.type === "Literal" && node.regex) {
      found.patterns.push({ where, source: node.regex.pattern, flags: node.regex.flags });
    } else if (isMade(node)) {
      const [source, flags = ""] = node.arguments.map((each) => textOf(each, constants));
      if (source === undefined || flags === undefined) found.unknown.push(where);
      else found.patterns.push({ where, source, flags });
    }
  });
}

function isMade(node) {
  return /^(New|Call)Expression$/.test(node.type) && node.callee.name === "RegExp";
}

/** The texts that a module's constants hold. */
function constantsOf(program) {
  const constants = new Map();
  for (const { type, kind, declarations } of program.body) {
    if (type !== "VariableDeclaration" || kind !== "const") continue;
    for (const { id, init } of declarations) constants.set(id.name, textOf(init, constants));
  }
  return constants;
}

function textOf(node, constants) {
  if (node?.type === "Literal" && typeof node.value === "string") return node.value;
  if (node?.type === "Identifier") return constants.get(node.name);
  if (node?.type !== "TemplateLiteral") return undefined;
  const parts = node.expressions.map((each) => textOf(each, constants));
  if (parts.includes(undefined)) return undefined;
  return node.quasis.map(({ value }, index) => value.cooked + (parts[index] ?? "")).join("");
}
