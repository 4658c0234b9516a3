import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { addressesIn } from "../../../web/static/kit/markdown/addresses.js";
import { blocks, inline, plain } from "../../../web/static/kit/markdown.js";
import { htmlOf } from "../support/html.js";

const CASES = JSON.parse(
  readFileSync(new URL("../../data/markdown_cases.json", import.meta.url), "utf8"),
);
const ADDRESSES = JSON.parse(
  readFileSync(new URL("../../data/address_cases.json", import.meta.url), "utf8"),
);
const LONG = 100_000; // characters
const SOON = 5_000_000; // µs of work, where what grows with the square takes many times that

for (const { name, markdown, html } of CASES) {
  test(`${name}: as in the table of cases`, () => assert.equal(htmlOf(blocks(markdown)), html));
}

for (const { words, addresses } of ADDRESSES) {
  test(`the addresses in ${JSON.stringify(words)} are links, whole`, () => {
    const linked = [...htmlOf(blocks(words)).matchAll(/<a href="([^"]*)">/g)];
    assert.deepEqual(
      linked.map(([, href]) => href.replaceAll("&amp;", "&")),
      addresses,
    );
    assert.deepEqual(
      [...addressesIn(words)].map(({ at, end }) => words.slice(at, end)),
      addresses,
    );
  });
}

test("a message keeps its line breaks", () => {
  assert.equal(
    htmlOf(blocks("one\ntwo\n- a\n  b", { breaks: true })),
    "<p>one<br>two</p><ul><li>a<br>b</li></ul>",
  );
});

test("words of one block begin no other", () => {
  assert.equal(
    htmlOf(inline("1. **Open** [it](a)")),
    '1. <strong>Open</strong> <a href="/help/a">it</a>',
  );
});

test("the words alone have neither signs nor addresses", () => {
  assert.equal(
    plain("Open **Cards** in [the app](app).\n\n![A card](https://a.example/b.png)"),
    "Open Cards in the app.\n\nA card",
  );
});

for (const part of [
  ..."*_`[]()!<>|#-~\\ \n".split(""),
  ...'[a](|[a]|![|[a](<|[a](b "|[a](b|*a|*a_|a**b|**a_|`a``|> |- |1. |- - |#\n|a|\\`|<a:|https://|http://!|>- '
    .split("|")
    .filter(Boolean),
  ...["a|b\n", "|-", "a|b\n-|-\n", "- a\n\n", "- a\n  - b\n", "~~~\n", "> a\nb\n", "a  \n", "  a"],
]) {
  test(`${LONG} characters of ${JSON.stringify(part)} are read in time`, () => {
    const text = part.repeat(Math.ceil(LONG / part.length));
    const begun = process.cpuUsage();
    htmlOf(blocks(`${text}x`));
    const { user } = process.cpuUsage(begun);
    assert.ok(user < SOON, `${user} µs`);
  });
}
