import assert from "node:assert/strict";
import { test } from "node:test";
import {
  dateWords,
  day,
  secondsSince,
  setServerTime,
  stretch,
  when,
} from "../../../web/static/kit/time.js";

const SECOND = 1000;
const DAY = 86_400 * SECOND;
const ago = (milliseconds) => new Date(Date.now() - milliseconds).toISOString();

for (const [seconds, words] of [
  [0, "0 s"],
  [59, "59 s"],
  [60, "1 min"],
  [3599, "59 min"],
  [3600, "1 h 00 min"],
  [86_399, "23 h 59 min"],
  [86_400, "1 day"],
  [3 * 86_400, "3 days"],
]) {
  test(`${seconds} seconds read as ${words}`, () => assert.equal(stretch(seconds), words));
}

test("time passes by the server's clock, not by this device's", () => {
  setServerTime(new Date(Date.now() + 60 * SECOND).toISOString());
  try {
    assert.equal(secondsSince(ago(0)), 60);
  } finally {
    setServerTime(new Date().toISOString());
  }
});

test("nothing is counted from no moment, nor from one that is still to come", () => {
  assert.equal(secondsSince(null), 0);
  assert.equal(secondsSince(ago(-DAY)), 0);
});

test("days near today have names, others a date", () => {
  assert.equal(day(ago(0)), "Today");
  assert.equal(day(ago(DAY)), "Yesterday");
  assert.equal(day(ago(-DAY)), "Tomorrow");
  assert.match(day("2024-02-29T12:00:00Z"), /^Thursday.* 29 February$/);
});

test("a day's name is small within a sentence, a weekday's stays large", () => {
  assert.match(when(ago(0)), /^today, \d\d:\d\d$/);
  assert.match(when("2024-02-29T12:00:00Z"), /^Thursday/);
});

const YEAR = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" });

test("a date is said in words", () => {
  assert.equal(dateWords(YEAR, "2027-03-08"), "8 Mar 2027");
});

for (const typed of ["20266-01-02", "2026-99-99", "soon", "", "x".repeat(500)]) {
  test(`what is no date stays as it was typed: “${typed.slice(0, 12)}”`, () => {
    assert.equal(dateWords(YEAR, typed), typed);
  });
}
