// Building page elements. Text is always set as text, so nothing a customer types becomes markup.

export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "dataset") Object.assign(element.dataset, value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

const PATHS = {
  check: "M3 8.5l3.2 3.2L13 4.8",
  cross: "M4 4l8 8M12 4l-8 8",
  back: "M9.500 3.500L5 8l4.500 4.500",
  send: "M2.500 8h10M8.500 4l4 4-4 4",
  info: "M8 7.300v4M8 4.800v.01M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0z",
  clock: "M8 4.800V8l2.200 1.500M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0z",
  out: "M6 3.500H3.500v9h9V10M9 3.500h3.500V7M12.300 3.700L7.500 8.500",
  tap: "M6.500 9V3.800a1.200 1.200 0 0 1 2.400 0V7.500l3 .7a1.500 1.500 0 0 1 1.100 1.700l-.500 3.600H7.500L4.300 10a1.100 1.100 0 0 1 1.700-1.300z",
  down: "M8 3v10M4 9l4 4 4-4",
  warning: "M8 2.500l6 10.500H2zM8 6.800v2.700M8 11.300v.01",
};

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
  return el("span", { class: "confidence", title: `The assistant was ${percent} % sure` }, bar, el("span", { class: "percent" }, `${percent} %`));
}
