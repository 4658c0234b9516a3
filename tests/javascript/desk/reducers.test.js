import assert from "node:assert/strict";
import { test } from "node:test";
import * as reducers from "../../../web/static/desk/reducers.js";

const OPEN = {
  ...reducers.NOTHING_OPEN,
  me: { id: "sam" },
  conversation: "c",
  queue: [],
  moves: {},
  unsent: [],
};

function said(seq, agent = "") {
  return { seq, agent, author: agent ? "agent" : "customer", text: "", content: {} };
}

test("an utterance that is known already changes nothing", () => {
  const state = reducers.heard(OPEN, [said(1), said(2)]);
  assert.equal(reducers.heard(state, [said(2)]), state);
  assert.deepEqual(
    state.transcript.map(({ seq }) => seq),
    [1, 2],
  );
});

test("whoever reads further up is told of what is new, and follows their own words", () => {
  const up = reducers.scrolled(OPEN, false);
  const told = reducers.heard(up, [said(1)]);
  assert.deepEqual([told.atEnd, told.hasNewer], [false, true]);
  const own = reducers.heard(told, [said(2, "sam")]);
  assert.deepEqual([own.atEnd, own.hasNewer], [true, false]);
  assert.equal(reducers.scrolled(told, true).hasNewer, false);
});

test("an ended handoff leaves the queue, a moved one keeps its place", () => {
  const queue = [
    { id: 1, state: "waiting", preview: "hi", ended_at: null },
    { id: 2, state: "claimed", ended_at: null },
  ];
  const claimed = reducers.moved({ ...OPEN, queue }, { id: 1, state: "claimed", ended_at: null });
  assert.deepEqual(claimed.queue[0], { id: 1, state: "claimed", preview: "hi", ended_at: null });
  const ended = reducers.moved(claimed, { id: 2, state: "resolved", ended_at: "now" });
  assert.deepEqual(
    ended.queue.map(({ id }) => id),
    [1],
  );
});

test("what was read before a move and comes after its answer takes nothing back", () => {
  const waiting = { id: 1, state: "waiting", preview: "hi", revision: 3, ended_at: null };
  const claimed = { ...waiting, state: "claimed", revision: 4 };
  const context = { handoff: waiting };
  const told = { me: OPEN.me, queues: [], notices: [], open: [waiting] };
  const after = reducers.moved({ ...OPEN, queue: [waiting], context }, claimed);
  const late = reducers.contextReadAgain(reducers.queueRead(after, told), context);
  assert.deepEqual([late.queue[0].state, late.context.handoff.state], ["claimed", "claimed"]);
  const released = { ...waiting, revision: 5 };
  assert.equal(reducers.queueRead(late, { ...told, open: [released] }).queue[0].state, "waiting");
  const ended = reducers.moved(late, { ...claimed, revision: 5, ended_at: "now" });
  assert.deepEqual(reducers.queueRead(ended, told).queue, []);
});

test("another conversation begins with nothing of the one before", () => {
  const state = reducers.noted(reducers.heard(OPEN, [said(1)]), { id: 5, mine: true });
  const next = reducers.opened({ ...state, noting: true, mode: "note" }, "d");
  assert.deepEqual(next, { ...OPEN, conversation: "d" });
});

test("what was said earlier comes before the rest, once, and scrolls nobody", () => {
  const end = { ...reducers.heard(OPEN, [said(3), said(4)]), earlier: "more", atEnd: false };
  const state = reducers.earlierRead(end, {
    utterances: [said(1), said(2), said(3)],
    earlier: false,
  });
  assert.deepEqual(
    state.transcript.map(({ seq }) => seq),
    [1, 2, 3, 4],
  );
  assert.deepEqual([state.earlier, state.hasNewer], ["none", false]);
});
