// Building page elements. Text is always set as text, so nothing a customer types becomes markup.

import { PATHS } from "./icons.js";

export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "dataset") Object.assign(element.dataset, value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(
    ...children.flat().filter((child) => child !== null && child !== undefined && child !== false),
  );
  return element;
}

/**
 * The page's element of this id; an error if there is none, or one of another kind.
 * @template {HTMLElement} [E=HTMLElement]
 * @param {string} id
 * @param {{new (): E}} [kind] such as HTMLFormElement
 * @returns {E}
 */
export function byId(id, kind) {
  const element = document.getElementById(id);
  if (element instanceof (kind ?? HTMLElement)) return /** @type {E} */ (element);
  throw new Error(`The page has no ${kind?.name ?? "element"} “${id}”.`);
}

export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

// How sure the bot was: a small bar with its percentage.
export function confidence(value) {
  if (value === null || value === undefined) return null;
  const percent = Math.round(value * 100);
  const bar = el("span", { class: "bar", "aria-hidden": "true" }, el("span", {}));
  bar.firstChild.style.width = `${percent}%`;
  return el(
    "span",
    { class: "confidence", title: `The assistant was ${percent} % sure` },
    bar,
    el("span", { class: "percent" }, `${percent} %`),
  );
}
