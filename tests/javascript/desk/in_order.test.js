import assert from "node:assert/strict";
import { test } from "node:test";
import { deliveryOf, inOrder } from "../../../web/static/desk/thread/in_order.js";

const NOBODY_SAW = { customer: 0, agent: 0 };

function said(
  seq,
  author,
  { at = `2026-11-02T10:00:${String(seq).padStart(2, "0")}Z`, ...rest } = {},
) {
  return { seq, author, agent: "", name: "", text: "", message: "", content: {}, at, ...rest };
}

function note(id, at) {
  return { id, staff_name: "Sam", mine: false, text: "", at };
}

test("a note stands after everything that was said before it", () => {
  const transcript = [said(1, "customer"), said(2, "bot"), said(3, "customer")];
  const notes = [note(7, "2026-11-02T10:00:02Z"), note(8, "2026-11-02T11:00:00Z")];
  const keys = inOrder(transcript, notes, NOBODY_SAW).map(({ key }) => key);
  assert.deepEqual(keys, [1, 2, "note 7", 3, "note 8"]);
});

test("what one says in one breath stands under one name, unless a note or a day is between", () => {
  const late = { at: "2026-11-02T10:09:00Z" };
  const transcript = [
    said(1, "customer"),
    said(2, "customer"),
    said(3, "customer"),
    said(4, "bot"),
  ];
  transcript.push(said(5, "bot", late));
  const shown = inOrder(transcript, [note(7, "2026-11-02T10:00:02.5Z")], NOBODY_SAW);
  const follows = shown.filter(({ utterance }) => utterance).map((item) => item.follows);
  assert.deepEqual(follows, [false, true, false, false, false]);
});

test("a press marks the button where it was offered last", () => {
  const buttons = [{ title: "Yes", choice: "helped:yes" }];
  const offer = { content: { buttons } };
  const press = { content: { choice: "helped:yes" } };
  const transcript = [said(1, "bot", offer), said(2, "bot", offer), said(3, "customer", press)];
  const pressed = inOrder(transcript, [], NOBODY_SAW).map((item) => item.pressed);
  assert.deepEqual(pressed, [undefined, ["helped:yes"], undefined]);
});

test("a score marks its button also if it was typed, and a corrected one in place of the first", () => {
  const buttons = [1, 5].map((n) => ({ title: `${n}`, choice: `effort:${n}` }));
  const asked = said(1, "bot", { content: { kind: "survey", buttons } });
  const typed = [asked, said(2, "customer"), said(3, "bot", { content: { score: 5 } })];
  const pressedAt = (transcript) => inOrder(transcript, [], NOBODY_SAW)[0].pressed;
  assert.deepEqual(pressedAt(typed), ["effort:5"]);
  const corrected = said(5, "bot", { content: { kind: "score", score: 1 } });
  assert.deepEqual(pressedAt([...typed, said(4, "customer"), corrected]), ["effort:1"]);
});

test("one's last reply says whether it was seen, until the customer answers it", () => {
  const transcript = [said(1, "customer"), said(2, "agent", { agent: "sam" })];
  const seen = (upTo) => inOrder(transcript, [], { customer: upTo, agent: 0 }).map((i) => i.seen);
  assert.deepEqual(seen(1), [null, "Delivered"]);
  assert.deepEqual(seen(2), [null, "Seen"]);
  transcript.push(said(3, "customer"));
  assert.deepEqual(seen(3), [null, null, null]);
});

test("on a messenger a reply is what its vendor says it is, and never delivered before that", () => {
  const transcript = [said(1, "customer"), said(2, "bot"), said(3, "agent", { agent: "sam" })];
  const shown = (...deliveries) =>
    inOrder(transcript, [], { customer: 3, agent: 0 }, deliveries).map((i) => [i.seen, i.failed]);
  const upTo = (upto, state, reason = "") => ({ upto, state, reason });
  const bot = upTo(2, "read");
  assert.deepEqual(shown(bot).at(-1), ["Being sent", null]);
  assert.deepEqual(shown(bot, upTo(3, "sent")).at(-1), ["Sent", null]);
  assert.deepEqual(shown(bot, upTo(3, "delivered")).at(-1), ["Delivered", null]);
  assert.deepEqual(shown(bot, upTo(3, "failed", "Blocked.")).at(-1), [null, "Blocked."]);
  const both = shown(upTo(3, "failed", "Blocked."));
  assert.deepEqual(both, [
    [null, null],
    [null, "Blocked."],
    [null, "Blocked."],
  ]);
});

test("of a chat on the website only what went out as a mail is what its server says it is", () => {
  const agent = { agent: "sam" };
  const transcript = [said(1, "customer"), said(2, "bot"), said(3, "agent", agent)];
  const mail = { upto: 3, state: "failed", reason: "No such mailbox.", alone: true };
  const shown = (...more) =>
    inOrder([...transcript, ...more], [], { customer: 3, agent: 0 }, [mail]).map((i) => [
      i.seen,
      i.failed,
    ]);
  assert.deepEqual(shown(), [
    [null, null],
    [null, null],
    [null, "No such mailbox."],
  ]);
  assert.deepEqual(shown(said(4, "agent", agent)).at(-1), ["Delivered", null]);
});

test("several that went out in one message each stand where it went, and what was said before does not", () => {
  const phone = { since: 2, upto: 4, state: "sent", alone: true, channel: "Phone" };
  const where = [1, 2, 3, 4, 5].map((seq) => deliveryOf(seq, [phone])?.channel);
  assert.deepEqual(where, [undefined, "Phone", "Phone", "Phone", undefined]);
});
