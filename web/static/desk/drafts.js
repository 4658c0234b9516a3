// What is being written, kept on this device per conversation until it is sent.

import { remember, remembered } from "../kit/storage.js";
import { state } from "./state.js";

// `mode`: reply or note; each has a draft of its own.
export function readDraft(mode) {
  return remembered(keyOf(mode)) ?? "";
}

export function keepDraft(mode, text) {
  remember(keyOf(mode), text);
}

function keyOf(mode) {
  const kind = mode === "note" ? "note" : "draft";
  return `effie.${kind}.${state.me.id}.${state.conversation}`;
}
