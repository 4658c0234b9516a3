import assert from "node:assert/strict";
import { test } from "node:test";
import { readKept } from "../../../web/static/kit/kept.js";

test("what is kept is read back", () => {
  assert.deepEqual(readKept('[{"id":"a"}]', []), [{ id: "a" }]);
  assert.deepEqual(readKept('{"token":"t"}', null), { token: "t" });
  assert.equal(readKept("7", 0), 7);
});

test("what is of another kind, or cannot be read, gives way", () => {
  for (const text of [null, "null", "", "{bad", "5", '"words"', "true", "{}"]) {
    assert.deepEqual(readKept(text, ["otherwise"]), ["otherwise"], `${text}`);
  }
  for (const text of ["5", '"words"', "[]", "true"]) {
    assert.equal(readKept(text, null), null, text);
    assert.deepEqual(readKept(text, {}), {}, text);
  }
  assert.equal(readKept("{}", "words"), "words");
});
