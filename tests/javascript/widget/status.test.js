import assert from "node:assert/strict";
import { test } from "node:test";
import {
  minutesText,
  momentText,
  ownTimeText,
  statusText,
  teamMomentText,
} from "../../../web/static/widget/status.js";

const MONDAY = new Date(2026, 10, 2, 9, 0);

test("a wait is said as a range, or not at all", () => {
  assert.equal(minutesText([6, 12]), "6 to 12 minutes");
  assert.equal(minutesText([0, 5]), "up to 5 minutes");
  assert.equal(minutesText([1, 1]), "1 minute");
  assert.equal(minutesText(null), "");
});

test("a moment of the team's day is told by the clock on its wall", () => {
  const now = new Date("2026-11-01T12:00:00Z");
  assert.equal(teamMomentText("2026-11-02T09:00:00+05:30", now), "tomorrow, Monday 09:00");
  assert.equal(teamMomentText("2026-11-01T18:00:00+00:00", now), "today, Sunday 18:00");
  assert.equal(teamMomentText("2026-11-02T00:30:00+14:00", now), "today, Monday 00:30");
  assert.equal(teamMomentText("2026-11-04T09:00:00+00:00", now), "Wednesday 09:00");
  assert.equal(teamMomentText("2026-11-30T09:00:00+00:00", now), "Monday 30 November 09:00");
  assert.equal(teamMomentText("soon", now), "");
});

test("a moment is told by the hour today, by the day otherwise", () => {
  assert.equal(momentText(new Date(2026, 10, 2, 14, 5).toISOString(), MONDAY), "14:05");
  assert.equal(momentText(new Date(2026, 10, 4, 8, 0).toISOString(), MONDAY), "Wednesday at 08:00");
  assert.equal(momentText(new Date(2026, 4, 12, 8, 0).toISOString(), MONDAY), "12 May at 08:00");
});

test("the line under the title says who is there and how long one waits", () => {
  const company = { company: "Tern", assistant: "Effie" };
  const waiting = { state: "waiting", ahead: 2, minutes: [3, 5], absence: "" };
  assert.equal(statusText({ holder: "bot", handoff: null }, company), "Effie, Tern’s assistant");
  assert.equal(
    statusText({ holder: "agent", handoff: { agent: "Sam" } }, company),
    "Sam is with you",
  );
  assert.equal(
    statusText({ holder: "bot", handoff: waiting }, company),
    "Waiting for a person: 2 ahead of you, about 3 to 5 minutes",
  );
  const away = { state: "waiting", minutes: null, back_at: "2020-03-02T08:00:00+05:30" };
  assert.match(statusText({ holder: "bot", handoff: { ...away, zone: "" } }, company), /08:00$/);
  assert.match(
    statusText({ holder: "bot", handoff: { ...away, zone: "Kolkata time" } }, company),
    /^The team is back .+ 08:00 Kolkata time$/,
  );
});

test("a stretch of the team's day is told by the reader's clock where that differs", () => {
  const stretch = { opens: "2026-11-26T08:00:00+00:00", closes: "2026-11-26T20:00:00+00:00" };
  const day = { opens: "2026-11-26T00:00:00+00:00", closes: "2026-11-27T00:00:00+00:00" };
  const before = process.env.TZ;
  try {
    process.env.TZ = "Europe/London";
    assert.equal(ownTimeText([stretch]), "");
    process.env.TZ = "Europe/Berlin";
    assert.equal(ownTimeText([stretch]), "Thursday 09:00 to 21:00");
    assert.equal(ownTimeText([day]), "", "around the clock is that everywhere");
    process.env.TZ = "Asia/Tokyo";
    assert.equal(ownTimeText([stretch]), "Thursday 17:00 to Friday 05:00");
    process.env.TZ = "America/New_York";
    assert.equal(
      ownTimeText([stretch, { ...stretch, closes: "2026-11-26T12:00:00+00:00" }]),
      "Thursday 03:00 to 15:00 and Thursday 03:00 to 07:00",
    );
  } finally {
    process.env.TZ = before;
  }
  assert.equal(ownTimeText([]), "");
});
