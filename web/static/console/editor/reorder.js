/** Changing the order of rows by a handle: dragged with the pointer, or moved with the arrow keys. */

import { html } from "../../kit/html.js";

/** Return a row's handle. `move(step)` moves the row one place up (-1) or down (1), if there is room. */
export function grip(label, move) {
  return html`<button
    class="grip" type="button" title="Drag, or press ↑ ↓" aria-label=${label}
    @keydown=${(event) => press(event, move)} @pointerdown=${(event) => drag(event, move)}
  ><span aria-hidden="true">⠿</span></button>`;
}

/** Return `items` with one of them moved by `step` places, or null if there is no room. */
export function moved(items, item, step) {
  const from = items.indexOf(item);
  if (from + step < 0 || from + step >= items.length) return null;
  const rest = items.filter((each) => each !== item);
  return rest.toSpliced(from + step, 0, item);
}

function press(event, move) {
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const handle = event.currentTarget;
  move(step);
  handle.focus(); // a row that moves loses it
  handle.scrollIntoView({ block: "nearest" });
}

function drag(event, move) {
  if (event.button) return;
  event.preventDefault();
  const handle = event.currentTarget;
  const row = handle.closest("li");
  const middle = (other) => other.getBoundingClientRect().top + other.offsetHeight / 2;
  const follow = ({ clientY }) => {
    const { previousElementSibling: before, nextElementSibling: after } = row;
    if (before && clientY < middle(before)) move(-1);
    else if (after && clientY > middle(after)) move(1);
  };
  const over = new AbortController();
  const drop = () => {
    over.abort();
    row.classList.remove("dragged");
    handle.focus();
  };
  row.classList.add("dragged");
  // The page hears of the pointer, since a handle that moves with its row would lose it.
  document.documentElement.setPointerCapture(event.pointerId);
  const { signal } = over;
  addEventListener("pointermove", follow, { signal });
  for (const name of ["pointerup", "pointercancel"]) addEventListener(name, drop, { signal });
}
