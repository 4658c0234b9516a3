// The keyboard: everything an agent does all day, without the mouse.

import * as actions from "./actions.js";
import { escape, insertNow, noteNow, replyNow } from "./conversation.js";
import { markOpen } from "./gap.js";
import { toggleStatus } from "./presence.js";
import { focusQueue, step } from "./queue.js";
import { remember, remembered } from "../kit/storage.js";

const KEY = "effie.keys";
const shortcuts = document.getElementById("shortcuts");
const single = document.getElementById("single-keys");
let ways = {};

const ACTIONS = {
  c: actions.claimOpen,
  r: replyNow,
  n: noteNow,
  "/": insertNow,
  t: actions.transferOpen,
  x: actions.releaseOpen,
  e: actions.resolveOpen,
  a: markOpen,
  i: () => ways.context(),
  s: toggleStatus,
  "?": () => shortcuts.showModal(),
};

// `leave` goes back to the queue when there is nothing else to step out of; `context` shows or
// hides what is known of the customer.
export function start(given) {
  ways = given;
  single.checked = remembered(KEY) !== "off";
  single.addEventListener("change", () => remember(KEY, single.checked ? "on" : "off"));
  document.getElementById("help").addEventListener("click", () => shortcuts.showModal());
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (document.querySelector("dialog[open], :popover-open")) return;
    if (event.key === "Escape") return escapeFrom();
    if (isWriting(event.target)) return;
    const action = actionFor(event);
    if (!action || actions.isBusy()) return;
    event.preventDefault();
    action();
  });
}

function actionFor({ key, target }) {
  const inQueue = target.closest?.("#queue") || target === document.body;
  if (key === "ArrowDown" && inQueue) return () => step(1);
  if (key === "ArrowUp" && inQueue) return () => step(-1);
  if (!single.checked) return null;
  if (key === "j") return () => step(1);
  if (key === "k") return () => step(-1);
  return ACTIONS[key];
}

function escapeFrom() {
  if (escape()) return;
  ways.leave();
  focusQueue();
}

function isWriting(target) {
  return target.matches?.(
    "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]",
  );
}
