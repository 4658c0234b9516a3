/** Suggested examples: ticking all at once, and how many are ticked. */

import { byId } from "../../kit/dom.js";

const boxes = [...document.querySelectorAll('#examples input[name="id"]')];

function count() {
  const ticked = boxes.filter(({ checked }) => checked).length;
  byId("ticked").textContent = ticked ? `${ticked} ticked` : "";
  byId("all").checked = ticked === boxes.length;
  byId("all").indeterminate = ticked > 0 && ticked < boxes.length;
}

if (boxes.length) {
  byId("all").addEventListener("change", ({ target }) => {
    for (const box of boxes) box.checked = target.checked;
    count();
  });
  byId("examples").addEventListener("change", count);
  count();
}
