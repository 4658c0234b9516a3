import assert from "node:assert/strict";
import { test } from "node:test";
import { ApiError } from "../../../web/static/widget/service/api.js";
import { Outbox } from "../../../web/static/kit/outbox.js";

/** An outbox over a plain object; `deliver` is what becomes of a message. */
function outboxWith(deliver, kept = []) {
  const storage = {
    read: () => kept,
    write: (entries) => {
      kept = entries;
    },
  };
  const stalls = [];
  const outbox = new Outbox({
    storage,
    deliver,
    onChange: () => {},
    onStall: (stalled) => stalls.push(stalled),
  });
  return { outbox, stalls };
}

test("messages are sent in order, and again under their id until the service has them", async () => {
  const posted = [];
  const { outbox, stalls } = outboxWith(async ({ id, text }) => {
    posted.push([id, text]);
    if (posted.length === 1) throw Object.assign(new Error("away"), { temporary: true });
  });
  outbox.add({ text: "one" });
  outbox.add({ text: "two" });
  await new Promise((resolve) => setImmediate(resolve));
  while (outbox.entries.some(({ state }) => state === "queued")) {
    outbox.wake();
    await new Promise((resolve) => setImmediate(resolve));
  }
  assert.deepEqual(
    posted.map(([, text]) => text),
    ["one", "one", "two"],
  );
  assert.equal(posted[0][0], posted[1][0]);
  assert.deepEqual(stalls, [true, false, false]);
});

test("what comes while the service has too much to do is kept, said so, and sent later", async () => {
  let busy = true;
  const { outbox, stalls } = outboxWith(async () => {
    if (busy) throw new ApiError(429, "That was a lot at once.", 0.001);
  });
  outbox.add("one");
  await new Promise((resolve) => setImmediate(resolve));
  const [kept] = outbox.entries;
  assert.deepEqual([kept.state, kept.busy], ["queued", true]);
  assert.deepEqual(stalls, [false], "the service can be reached");
  busy = false;
  while (outbox.entries[0].state === "queued") {
    outbox.wake();
    await new Promise((resolve) => setImmediate(resolve));
  }
  assert.deepEqual([outbox.entries[0].state, outbox.entries[0].busy], ["sent", false]);
});

test("a refusal that names no time to come again, or one far off, is one for good", () => {
  assert.equal(new ApiError(429, "Too many.").temporary, false);
  assert.equal(new ApiError(429, "Too many.", 5).temporary, true);
  assert.equal(new ApiError(429, "Too many.", 3600).temporary, false);
  assert.equal(new ApiError(503, "Away.").temporary, true);
});

test("a message that is refused stays, with the reason, until it is tried again", async () => {
  let refuses = true;
  const { outbox } = outboxWith(async () => {
    if (refuses) throw Object.assign(new Error("too long"), { temporary: false });
  });
  outbox.add({ text: "one" });
  await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(
    outbox.entries.map(({ state, problem }) => [state, problem]),
    [["failed", "too long"]],
  );
  refuses = false;
  outbox.retry(outbox.entries[0].id);
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(outbox.entries[0].state, "sent");
});

test("what is seen in the conversation is forgotten", () => {
  const { outbox } = outboxWith(() => new Promise(() => {}));
  outbox.add({ text: "one" });
  outbox.remove(outbox.entries[0].id);
  assert.deepEqual(outbox.entries, []);
});

test("an entry that is no message is left out; the others are sent", async () => {
  const posted = [];
  const one = { id: "a", text: "one", state: "queued", at: "2026-11-02T10:00:00Z" };
  const { outbox } = outboxWith(async ({ id }) => posted.push(id), [null, 5, "x", { id: 1 }, one]);
  await outbox.flush();
  assert.deepEqual(posted, ["a"]);
  assert.deepEqual(outbox.entries, [{ ...one, state: "sent", busy: false }]);
});
