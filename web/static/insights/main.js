/** Draws the pictures of a page of insights; each stands above the table that says the same. */

import { draw } from "./chart.js";

for (const place of document.querySelectorAll("[data-chart]")) {
  const name = /** @type {HTMLElement} */ (place).dataset.chart;
  const told = document.getElementById(`chart-${name}`);
  draw(/** @type {HTMLElement} */ (place), JSON.parse(told?.textContent || "{}"));
}
