import assert from "node:assert/strict";
import { test } from "node:test";
import { runInNewContext } from "node:vm";
import { collect, read } from "../support/patterns.js";

const LONG = 100_000; // characters
const SOON = 500_000; // µs of work, where what grows with the square takes many times that
const HUNG = 30_000; // ms, after which a pattern is given up
// What is made while the page runs, as it is made of a company's words.
const MADE = {
  "desk/composer/effort_words.js": {
    source: "(?<![\\p{L}\\p{N}])(?:can['’‘´`]t|you\\s+have\\s+to|a\\s+a)(?![\\p{L}\\p{N}])",
    flags: "giu",
  },
};

const { patterns, unknown } = collect();

/** Long texts of what a pattern is about: its own signs, and what stands for its classes. */
function textsFor({ source }, long) {
  const bare = source.replace(/\\[pPu](\{[^}]*\})?/g, "").replace(/\\[nrtsSdDwWbB]/g, "");
  const signs = new Set([..." a0_.-/:@", "\n", "\r", "é", "x".repeat(40), ...bare]);
  const words = (bare.match(/[a-z]{3,}[:/.]*/gi) ?? []).flatMap((word) => [word, `a${word}`]);
  const parts = [...signs, ...words];
  for (const sign of [...signs].slice(0, 24))
    parts.push(` ${sign}`, `a${sign}`, `${sign}0`, `[${sign}`);
  return [...new Set(parts)].map((part) => `${part.repeat(Math.ceil(long / part.length))}\0`);
}

/** Whether it looks at a character for more than one place of its own: only then can it be slow. */
function repeats({ source }) {
  return /[*+{]/.test(source.replace(/\\./g, "").replace(/\[[^\]]*\]/g, ""));
}

/** µs of work for the text that takes longest. */
function worst({ source, flags }, long = LONG) {
  const everywhere = new RegExp(source, `${flags.replace(/[gy]/g, "")}g`);
  let most = 0;
  for (const text of textsFor({ source }, long)) {
    const begun = process.cpuUsage();
    runInNewContext("text.replace(everywhere, '')", { text, everywhere }, { timeout: HUNG });
    most = Math.max(most, process.cpuUsage(begun).user);
    if (most > SOON) break;
  }
  return most;
}

test("there are patterns to try, and each that is made while a page runs is among these", () => {
  assert.ok(patterns.length > 30);
  assert.deepEqual(
    unknown.map((where) => where.split(":")[0]),
    Object.keys(MADE),
  );
});

const made = Object.entries(MADE).map(([where, pattern]) => ({ where, ...pattern }));
for (const pattern of [...patterns, ...made].filter(repeats)) {
  test(`${pattern.where}: /${pattern.source}/ reads ${LONG} characters in time`, () => {
    assert.ok(worst(pattern) < SOON);
  });
}

test("a pattern that looks again and again is found out, wherever it stands", () => {
  const found = { patterns: [], unknown: [] };
  read("made_up.js", "const A = 'x+y'; f(/[^\\s@]+@b/g, new RegExp(A), RegExp(b));", found);
  assert.deepEqual(
    found.patterns.map(({ source }) => source),
    ["[^\\s@]+@b", "x+y"],
  );
  assert.deepEqual(found.unknown, ["made_up.js:1"]);
  assert.ok(repeats(found.patterns[0]) && worst(found.patterns[0], 30_000) > SOON);
});
