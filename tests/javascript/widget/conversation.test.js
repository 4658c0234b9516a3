import assert from "node:assert/strict";
import { test } from "node:test";
import { awaited, EMPTY, reduce, timeline } from "../../../web/static/widget/conversation.js";

function said(seq, author, kind = "", choices = [], choice = "") {
  const buttons = choices.map((each) => ({ title: each, choice: each }));
  return { seq, author, name: "", text: "…", at: "", content: { kind, buttons, choice } };
}

const CONVERSATION = [
  said(1, "bot", "next", ["article:change_pin"]),
  said(2, "bot", "helped", ["helped:yes", "helped:no"]),
  said(3, "customer", "", [], "helped:yes"),
  said(4, "bot", "handoff", ["cancel_handoff"]),
];

function afterAll(utterances) {
  const heard = utterances.reduce(
    (state, utterance) => reduce(state, { type: "utterance", utterance }),
    EMPTY,
  );
  return reduce(heard, { type: "state", holder: "bot", handoff: { state: "waiting" } });
}

function buttonsOf(utterances) {
  const words = ({ choice, live, chosen }) =>
    choice + (live ? " live" : "") + (chosen ? " chosen" : "");
  return timeline(afterAll(utterances)).map(({ buttons }) => buttons.map(words));
}

test("a button that still means something stays live until the customer says something", () => {
  assert.deepEqual(buttonsOf(CONVERSATION), [
    ["article:change_pin live"],
    ["helped:yes chosen", "helped:no"],
    [],
    ["cancel_handoff live"],
  ]);
});

test("words end all buttons but those of the wait", () => {
  assert.deepEqual(buttonsOf([...CONVERSATION, said(5, "customer")]), [
    ["article:change_pin"],
    ["helped:yes chosen", "helped:no"],
    [],
    ["cancel_handoff live"],
    [],
  ]);
});

test("what was said twice is shown once", () => {
  assert.equal(timeline(afterAll([...CONVERSATION, CONVERSATION[3]])).length, 4);
});

test("what was said earlier comes before the rest, and ends the buttons that it would have ended", () => {
  const all = [
    said(1, "bot", "clarify", ["article:a"]),
    said(2, "customer"),
    ...CONVERSATION.slice(2),
  ];
  const end = reduce(afterAll(all.slice(2)), { type: "earlier", earlier: "more" });
  const page = { type: "earlier_said", utterances: all.slice(0, 2), earlier: "none" };
  const state = reduce(end, page);
  assert.equal(state.earlier, "none");
  assert.deepEqual(state, afterAll(all));
});

test("a score that was typed is marked on the scale, and a corrected one in its place", () => {
  const taken = (seq, score) => ({ ...said(seq, "bot"), content: { kind: "score", score } });
  const asked = said(1, "bot", "survey", ["effort:1", "effort:5"]);
  const typed = [asked, said(2, "customer"), taken(3, 5)];
  assert.deepEqual(buttonsOf(typed)[0], ["effort:1", "effort:5 chosen"]);
  const corrected = [...typed, said(4, "customer"), taken(5, 1)];
  assert.deepEqual(buttonsOf(corrected)[0], ["effort:1 chosen", "effort:5"]);
});

test("news can be called off whatever was said since, once, and where it was promised last", () => {
  const promised = said(1, "bot", "subscribed", ["subscribe_at:3", "unsubscribe:3"]);
  const later = [promised, said(2, "customer"), said(3, "bot", "", ["unsubscribe:4"])];
  assert.deepEqual(buttonsOf(later), [
    ["subscribe_at:3", "unsubscribe:3 live"],
    [],
    ["unsubscribe:4 live"],
  ]);
  const again = [...later, said(4, "bot", "", ["unsubscribe:3"])];
  assert.deepEqual(buttonsOf(again)[0], ["subscribe_at:3", "unsubscribe:3"]);
  const calledOff = [...again, said(5, "customer", "", [], "unsubscribe:3")];
  assert.deepEqual(buttonsOf(calledOff)[3], ["unsubscribe:3 chosen"]);
});

test("what somebody asked to be told of is known until they call it off", () => {
  const asked = [
    said(1, "bot", "", ["subscribe:3"]),
    said(2, "customer", "", [], "subscribe:3"),
    said(3, "bot", "", ["unsubscribe:3"]),
    said(4, "bot", "", ["unsubscribe:4"]),
  ];
  assert.deepEqual([...awaited(afterAll(asked))], [3, 4]);
  const calledOff = [...asked, said(5, "customer", "", [], "unsubscribe:3")];
  assert.deepEqual([...awaited(afterAll(calledOff))], [4]);
  const anew = [...calledOff, said(6, "bot", "", ["unsubscribe:3"])];
  assert.deepEqual([...awaited(afterAll(anew))], [4, 3]);
});
