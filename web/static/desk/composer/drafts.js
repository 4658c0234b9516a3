/** What is being written, kept on this device per conversation until it is sent. */

import { readKept } from "../../kit/kept.js";
import { remember, remembered } from "../../kit/storage.js";
import { state } from "../store.js";

/** @import { Told } from "../types" */

const MAX_TOLD = 3; // the desk offers no more at once
const known = new Map(); // of this page: another tab may be writing to the same customer

/** `mode`: reply or note; each has a draft of its own. */
export function readDraft(mode) {
  const key = keyOf(mode);
  if (!known.has(key)) known.set(key, remembered(key) ?? "");
  return known.get(key);
}

export function keepDraft(mode, text) {
  known.set(keyOf(mode), text);
  remember(keyOf(mode), text);
}

/**
 * Keep in mind that the reply tells a next question: for as long as its title stands in it.
 *
 * @param {Told[]} told
 */
export function keepTold(...told) {
  const others = readTold().filter((each) => !told.some(({ slug }) => slug === each.slug));
  remember(toldKey(), JSON.stringify([...others, ...told]));
}

/** Return those that the text still tells, and forget all of them: it is sent now. */
export function takeTold(text) {
  const told = readTold().filter(({ title }) => text.includes(title));
  remember(toldKey(), null);
  return told.slice(0, MAX_TOLD);
}

/** @returns {Told[]} */
function readTold() {
  return readKept(remembered(toldKey()), []);
}

function toldKey() {
  return `effie.told.${state.me.id}.${state.conversation}`;
}

function keyOf(mode) {
  const kind = mode === "note" ? "note" : "draft";
  return `effie.${kind}.${state.me.id}.${state.conversation}`;
}
