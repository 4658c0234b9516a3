/** Suggested examples: ticking all at once, and how many are ticked. */

import { all, byId, one } from "../../kit/dom.js";

const boxes = /** @type {HTMLInputElement[]} */ (all('#examples input[name="id"]'));

if (boxes.length) {
  const every = /** @type {HTMLInputElement} */ (one("#all"));
  const count = () => {
    const ticked = boxes.filter(({ checked }) => checked).length;
    byId("ticked").textContent = ticked ? `${ticked} ticked` : "";
    every.checked = ticked === boxes.length;
    every.indeterminate = ticked > 0 && ticked < boxes.length;
  };
  every.addEventListener("change", () => {
    for (const box of boxes) box.checked = every.checked;
  });
  byId("examples").addEventListener("change", count);
  count();
}
