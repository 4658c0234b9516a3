import assert from "node:assert/strict";
import { test } from "node:test";
import { contactAddress } from "../../../web/static/kit/contact.js";

for (const [contact, address] of [
  ["jo.o'brien@example.ie", "mailto:jo.o'brien@example.ie"],
  ["r&d?@example.com", "mailto:r%26d%3F@example.com"],
  ["020 7946 0112", "tel:02079460112"],
  ["+1 415-555-0132 ext. 89", "tel:+14155550132;ext=89"],
  ["020 7946 0112 x4", "tel:02079460112;ext=4"],
  ["(415) 555-0132#7", "tel:4155550132;ext=7"],
]) {
  test(`${contact} leads to ${address}`, () => assert.equal(contactAddress(contact), address));
}
