import assert from "node:assert/strict";
import { test } from "node:test";
import { newId, pageId } from "../../../web/static/kit/ids.js";

test("an id is 32 hexadecimal digits, and another one each time", () => {
  const ids = Array.from({ length: 100 }, newId);
  for (const id of ids) assert.match(id, /^[0-9a-f]{32}$/);
  assert.equal(new Set(ids).size, ids.length);
});

test("no two elements of a page get the same id", () => {
  assert.notEqual(pageId("dialog"), pageId("dialog"));
  assert.match(pageId("menu"), /^menu-\d+$/);
});
