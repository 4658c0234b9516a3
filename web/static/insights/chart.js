/** A line over time with the interval around it, drawn by uPlot. */

import uPlot from "../vendor/uplot/uPlot.js";

const HEIGHT = 200;

/**
 * Draw what the page tells of a table: `x` (seconds), `mean`, `low`, `high`, and perhaps a second line.
 * It follows the width of its place and the page's colours, light or dark.
 */
export function draw(place, told) {
  let chart = make(place, told);
  new ResizeObserver(() => {
    chart.setSize({ width: widthOf(place), height: HEIGHT });
  }).observe(place);
  const again = () => {
    chart.destroy();
    chart = make(place, told);
  };
  new MutationObserver(again).observe(document.documentElement, {
    attributes: true,
    attributeFilter: ["class", "data-theme", "style"],
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);
}

function make(place, told) {
  const colours = coloursOf(place);
  const lines = [told, ...(told.second ? [told.second] : [])];
  const data = [told.x, ...lines.flatMap((line) => [line.mean, line.low, line.high])];
  return new uPlot(options(place, lines, colours), /** @type {any} */ (data), place);
}

function options(place, lines, colours) {
  const unit = lines[0].unit ? ` ${lines[0].unit}` : "";
  const axis = {
    stroke: colours.muted,
    grid: { stroke: colours.line },
    ticks: { stroke: colours.line },
  };
  const inks = [colours.accent, colours.warn];
  return {
    width: widthOf(place),
    height: HEIGHT,
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), "UTC"),
    scales: { y: { range: (_, low, high) => rangeOf(lines, low, high) } },
    axes: [
      { ...axis, values: (_, moments) => moments.map(dayOf), space: 70 },
      { ...axis, size: 56, values: (_, values) => values.map((v) => `${v}${unit}`) },
    ],
    series: [{}, ...lines.flatMap((line, n) => seriesOf(line, inks[n]))],
    bands: lines.map((_, n) => ({ series: [n * 3 + 3, n * 3 + 2], fill: `${inks[n]}22` })),
    cursor: { show: false },
    legend: { show: false },
  };
}

function seriesOf(line, ink) {
  const edge = { stroke: `${ink}55`, width: 1, points: { show: false } };
  return [{ label: line.label, stroke: ink, width: 2, points: { size: 6, fill: ink } }, edge, edge];
}

function dayOf(seconds) {
  const words = /** @type {const} */ ({ day: "numeric", month: "short", timeZone: "UTC" });
  return new Date(seconds * 1000).toLocaleDateString("en-GB", words);
}

/**
 * The whole scale if the values are spread over it, else what they need and a little room.
 *
 * @returns {[number, number]}
 */
function rangeOf(lines, low, high) {
  const room = Math.max((high - low) * 0.15, 0.05);
  return [Math.max(lines[0].from, low - room), Math.min(lines[0].to, high + room)];
}

function widthOf(place) {
  return Math.max(240, place.clientWidth - 12);
}

/** The page's colours as plain ones: a canvas knows no light-dark(). */
function coloursOf(place) {
  const names = ["text", "muted", "line", "accent", "warn"];
  const probe = place.appendChild(document.createElement("span"));
  const found = names.map((name) => {
    probe.style.color = `var(--${name})`;
    return [name, hex(getComputedStyle(probe).color)];
  });
  probe.remove();
  return Object.fromEntries(found);
}

function hex(colour) {
  const parts = colour.match(/[\d.]+/g)?.slice(0, 3) ?? ["0", "0", "0"];
  return `#${parts.map((part) => Math.round(Number(part)).toString(16).padStart(2, "0")).join("")}`;
}
