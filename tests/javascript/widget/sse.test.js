import assert from "node:assert/strict";
import { test } from "node:test";
import { EventParser } from "../../../web/static/widget/service/sse.js";

const STREAM =
  ': here\n\nid: 7\nevent: utterance\ndata: {"text":"a\u2028b: c"}\n\n' +
  "event: state\r\ndata: {}\r\n\r\n";
const EVENTS = [
  { type: "utterance", id: "7", data: '{"text":"a\u2028b: c"}' },
  { type: "state", id: "", data: "{}" },
];

for (const length of [1, 2, 3, 7, STREAM.length]) {
  test(`events arrive whole from a stream cut into pieces of ${length}`, () => {
    const parser = new EventParser();
    const events = [];
    for (let at = 0; at < STREAM.length; at += length) {
      events.push(...parser.feed(STREAM.slice(at, at + length)));
    }
    assert.deepEqual(events, EVENTS);
  });
}
