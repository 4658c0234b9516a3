/** What was said and noted, as the transcript shows it. Pure. */

import { day } from "../../kit/time.js";

const STATES = {
  queued: "Being sent",
  sent: "Sent",
  delivered: "Delivered",
  read: "Seen",
  failed: null, // said below the reply, with the reason
};
const ONE_BREATH = 180_000; // milliseconds: what one says within them stands under one name

/**
 * Return what stands in the transcript, in order: {key, utterance} or {key, note}.
 *
 * A note stands where it was written: after everything that was said before it. Of an utterance it
 * also says: `day`, its day in words if it is the first of one; `follows`, whether it stands under
 * the name above it; `pressed`, which of the choices it offered was taken; `seen`, of one's last
 * reply, whether it was, or how far it has come to a messenger; `failed`, why it never got there.
 *
 * @param {import("../types").Utterance[]} transcript
 * @param {import("../types").Note[]} notes
 * @param {import("../types").Seen} seen
 * @param {import("../types").Delivery[] | null} [deliveries]
 */
export function inOrder(transcript, notes, seen, deliveries = null) {
  const pressed = pressedIn(transcript);
  const marked = lastUnanswered(transcript);
  const left = [...notes];
  const said = [];
  /** @type {import("../types").Utterance | undefined} */
  let before;
  for (const utterance of transcript) {
    const at = Date.parse(utterance.at);
    while (left.length && Date.parse(left[0].at) < at) said.push(noted(left.shift()));
    const isFirst = !before || day(before.at) !== day(utterance.at);
    said.push({
      key: utterance.seq,
      utterance,
      day: isFirst ? day(utterance.at) : null,
      follows: !isFirst && !said.at(-1).note && isOneBreath(before, utterance),
      pressed: pressed.get(utterance.seq),
      seen: utterance === marked ? markOf(utterance, seen, deliveries) : null,
      failed: failureOf(utterance, deliveries),
    });
    before = utterance;
  }
  return [...said, ...left.map(noted)];
}

// A messenger says itself how far something has come; the website's own chat shows it at once.
function markOf({ seq }, seen, deliveries) {
  const delivery = deliveryOf(seq, deliveries ?? []);
  if (delivery) return STATES[delivery.state];
  if (deliveries && !deliveries.some(({ alone }) => alone)) return STATES.queued;
  return seen.customer >= seq ? "Seen" : "Delivered";
}

function failureOf({ seq, author }, deliveries) {
  const delivery = author === "customer" ? null : deliveryOf(seq, deliveries ?? []);
  return delivery?.state === "failed" ? delivery.reason : null;
}

/** Return how far an utterance has come, undefined where nobody tells. */
export function deliveryOf(seq, deliveries) {
  return deliveries.find(
    ({ since, upto, alone }) => upto >= seq && (!alone || (since ?? upto) <= seq),
  );
}

function noted(note) {
  return { key: `note ${note.id}`, note };
}

function isOneBreath(before, utterance) {
  return (
    before.author === utterance.author &&
    before.agent === utterance.agent &&
    Date.parse(utterance.at) - Date.parse(before.at) < ONE_BREATH
  );
}

// Which choices were taken of those that an utterance offered, by its seq.
function pressedIn(transcript) {
  const offered = new Map(); // choice: seq of the last utterance with it
  const pressed = new Map();
  for (const { seq, content } of transcript) {
    for (const { choice } of content.buttons ?? []) offered.set(choice, seq);
    const from = content.choice ? offered.get(content.choice) : undefined;
    if (from !== undefined) pressed.set(from, [...(pressed.get(from) ?? []), content.choice]);
    const taken = content.score && `effort:${content.score}`; // typed, or in place of another
    if (offered.has(taken)) pressed.set(offered.get(taken), [taken]);
  }
  return pressed;
}

// The last reply, while the customer has not answered it.
function lastUnanswered(transcript) {
  const last = transcript.findLast(({ author }) => author === "agent" || author === "customer");
  return last?.author === "agent" ? last : null;
}
