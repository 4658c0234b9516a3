// Changing the order of rows by a handle: dragged with the pointer, or moved with the arrow keys.

import { el } from "../kit/dom.js";

// Returns the handle of a row, to be named by its list; `moved()` is told after each move.
export function handle(row, moved) {
  const grip = el(
    "button",
    { class: "grip", type: "button", title: "Drag, or press ↑ ↓" },
    el("span", { "aria-hidden": "true" }, "⠿"),
  );
  grip.addEventListener("keydown", (event) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!step) return;
    event.preventDefault();
    if (move(row, step)) moved();
    grip.focus();
  });
  grip.addEventListener("pointerdown", (event) => drag(event, grip, row, moved));
  return grip;
}

// Moves a row one place up (-1) or down (1); tells whether there was room.
function move(row, step) {
  const other = step < 0 ? row.previousElementSibling : row.nextElementSibling;
  if (!other) return false;
  if (step < 0) other.before(row);
  else other.after(row);
  row.scrollIntoView({ block: "nearest" });
  return true;
}

function drag(event, grip, row, moved) {
  if (event.button) return;
  event.preventDefault();
  grip.focus();
  grip.setPointerCapture(event.pointerId);
  row.classList.add("dragged");
  let changed = false;
  const follow = ({ clientY }) => {
    const before = row.previousElementSibling;
    const after = row.nextElementSibling;
    const middle = (other) => other.getBoundingClientRect().top + other.offsetHeight / 2;
    if (before && clientY < middle(before)) changed = move(row, -1) || changed;
    else if (after && clientY > middle(after)) changed = move(row, 1) || changed;
  };
  const drop = () => {
    row.classList.remove("dragged");
    grip.removeEventListener("pointermove", follow);
    if (changed) moved();
  };
  grip.addEventListener("pointermove", follow);
  grip.addEventListener("lostpointercapture", drop, { once: true });
}
