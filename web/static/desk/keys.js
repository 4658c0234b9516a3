// The keyboard: everything an agent does all day, without the mouse.

import { claimOpen, escape, replyNow } from "./conversation.js";
import { focusQueue, step } from "./queue.js";

const shortcuts = document.getElementById("shortcuts");

// `leave` goes back to the queue when there is nothing else to step out of.
export function start(leave) {
  document.getElementById("help").addEventListener("click", () => shortcuts.showModal());
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || shortcuts.open || event.isComposing) return;
    if (event.key === "Escape") return escapeFrom(leave);
    if (isWriting(event.target)) return;
    const action = actionFor(event);
    if (!action) return;
    event.preventDefault();
    action();
  });
}

function actionFor({ key, target }) {
  const inQueue = target.closest?.("#queue") || target === document.body;
  if (key === "j" || (key === "ArrowDown" && inQueue)) return () => step(1);
  if (key === "k" || (key === "ArrowUp" && inQueue)) return () => step(-1);
  if (key === "c") return claimOpen;
  if (key === "r") return replyNow;
  if (key === "?") return () => shortcuts.showModal();
  return null;
}

function escapeFrom(leave) {
  if (escape()) return;
  leave();
  focusQueue();
}

function isWriting(target) {
  return target.matches?.("input, textarea, select, [contenteditable]");
}
