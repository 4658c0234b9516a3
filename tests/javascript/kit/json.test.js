import assert from "node:assert/strict";
import { test } from "node:test";
import { asJson } from "../../../web/static/kit/json.js";

const VALUE = {
  text: 'a "b" \u2028 🩷',
  list: [1, [], null, undefined],
  of: { no: undefined, yes: true },
};

test("JSON is what the language makes of it", () => {
  for (const value of [VALUE, [], "", 0, null, Number.NaN]) {
    assert.equal(asJson(value), JSON.stringify(value));
  }
});

test("a page that teaches arrays and objects a JSON of their own changes nothing", () => {
  const expected = JSON.stringify(VALUE);
  for (const prototype of [Array.prototype, Object.prototype]) {
    Object.defineProperty(prototype, "toJSON", { value: () => "[]", configurable: true });
  }
  try {
    assert.equal(asJson(VALUE), expected);
  } finally {
    delete Array.prototype.toJSON;
    delete Object.prototype.toJSON;
  }
});
