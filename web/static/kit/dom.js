// Building page elements. Text is always set as text, so nothing a customer types becomes markup.

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
  reply: "M6.500 4L3 7.500 6.500 11M3 7.500h6a4 4 0 0 1 4 4v.500",
  page: "M4 2.500h5l3 3v8H4zM9 2.500v3h3M6 8.500h4M6 11h4",
  note: "M3 3h10v7l-3 3H3zM13 10h-3v3",
  swap: "M3 5.500h9.500M10 3l2.500 2.500L10 8M13 10.500H3.500M6 8l-2.500 2.500L6 13",
  bolt: "M8.800 2L3.500 9H8l-.800 5 5.300-7H8z",
  star: "M8 2.300l1.750 3.550 3.950.580-2.850 2.780.670 3.920L8 11.300l-3.520 1.830.670-3.920L2.300 6.430l3.950-.580z",
  return: "M6 3.500L3 6.500l3 3M3 6.500h6.500a3.500 3.500 0 0 1 0 7H7",
  people:
    "M6 8a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5zM1.500 13.500c.300-2.600 2.100-4 4.500-4s4.200 1.400 4.500 4M10.800 3.300a2.400 2.400 0 0 1 0 4.500M12 9.800c1.400.500 2.300 1.800 2.500 3.700",
  more: "M3.500 8h.01M8 8h.01M12.500 8h.01",
  eye: "M1.800 8S4 3.800 8 3.800 14.200 8 14.200 8 12 12.200 8 12.200 1.800 8 1.800 8zM8 9.800a1.800 1.800 0 1 0 0-3.600 1.800 1.800 0 0 0 0 3.600z",
  gap: "M4 2.500h5l3 3v8H4zM8 7v4M6 9h4",
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
  return el(
    "span",
    { class: "confidence", title: `The assistant was ${percent} % sure` },
    bar,
    el("span", { class: "percent" }, `${percent} %`),
  );
}
