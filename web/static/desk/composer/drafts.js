/** What is being written, kept on this device per conversation until it is sent. */

import { remember, remembered } from "../../kit/storage.js";
import { state } from "../store.js";

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

function keyOf(mode) {
  const kind = mode === "note" ? "note" : "draft";
  return `effie.${kind}.${state.me.id}.${state.conversation}`;
}
