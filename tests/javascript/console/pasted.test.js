import assert from "node:assert/strict";
import { test } from "node:test";
import { asMarkdown, withoutMark } from "../../../web/static/console/editor/pasted.js";

test("a list from a word processor becomes one of Markdown, the one within it too", () => {
  const pasted = "Cards:\r\n•\tGold\r\no\tOne a year\r\n• \tBlue\r\n·       Light\n–\tDark";
  assert.equal(asMarkdown(pasted), "Cards:\n- Gold\n  - One a year\n- Blue\n- Light\n- Dark");
});

test("words that only look like an item stay as they are", () => {
  for (const text of ["o no", "– so to say –", "a • b", "- one\n1. two", "", "§5"])
    assert.equal(asMarkdown(text), text);
});

test("a row of the form loses whatever mark its list had", () => {
  for (const line of ["- a", "* a", "• a", "•\ta", "o\ta", "–\ta", "1. a", "12) a", " · a ", "a"])
    assert.equal(withoutMark(line), "a");
  assert.equal(withoutMark("o no"), "o no");
});
