/** The keyboard: everything an agent does all day, without the mouse. */

import { isComposing } from "../kit/composing.js";
import { byId } from "../kit/dom.js";
import { remember, remembered } from "../kit/storage.js";
import { toggleStatus } from "./bar/presence.js";
import { markOpen } from "./dialogs/content.js";
import { askForReminder } from "./dialogs/later.js";
import { focusQueue, step } from "./queue/queue.js";
import { state } from "./store.js";
import { actOnOpen } from "./thread/head.js";
import { insertNow, noteNow, replyNow, stepOut } from "./thread/pane.js";

const KEY = "effie.keys";
const shortcuts = byId("shortcuts", HTMLDialogElement);
const single = byId("single-keys", HTMLInputElement);

/**
 * `leave` goes back to the queue when there is nothing else to step out of; `context` shows or hides
 * what is known of the customer.
 */
export function start({ leave, context }) {
  const actions = {
    j: () => step(1),
    k: () => step(-1),
    c: () => actOnOpen("claim"),
    r: replyNow,
    n: noteNow,
    "/": insertNow,
    t: () => actOnOpen("transfer"),
    x: () => actOnOpen("release"),
    z: () => actOnOpen("snooze"),
    b: askForReminder,
    e: () => actOnOpen("resolve"),
    a: markOpen,
    i: context,
    s: toggleStatus,
    "?": () => shortcuts.showModal(),
  };
  single.checked = remembered(KEY) !== "off";
  single.addEventListener("change", () => remember(KEY, single.checked ? "on" : "off"));
  byId("help").addEventListener("click", () => shortcuts.showModal());
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isComposing(event)) return;
    if (document.querySelector("dialog[open], :popover-open")) return;
    if (event.key === "Escape") return escapeTo(leave);
    if (isWriting(event.target)) return;
    const action = arrow(event) ?? (single.checked ? actions[event.key] : null);
    if (!action || state.moving) return; // what is typed meanwhile is meant for what comes next
    event.preventDefault();
    action();
  });
}

function arrow({ key, target }) {
  const by = { ArrowDown: 1, ArrowUp: -1 }[key];
  const isInQueue = target === document.body || target.closest?.("#queue");
  return by && isInQueue ? () => step(by) : null;
}

function escapeTo(leave) {
  if (stepOut()) return;
  leave();
  focusQueue();
}

function isWriting(target) {
  return target.matches?.(
    "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]",
  );
}
