/** The drawings on buttons. They carry no meaning of their own: a label always stands beside. */

const SVG = "http://www.w3.org/2000/svg";

const PATHS = {
  chat: "M12 4c4.7 0 8.5 3.1 8.5 7s-3.8 7-8.5 7c-.9 0-1.8-.1-2.6-.3L5 20l.9-3.6C4.4 15.1 3.5 13.1 3.5 11c0-3.9 3.8-7 8.5-7z",
  close: "M6 6l12 12M18 6L6 18",
  down: "M6 9.5l6 6 6-6",
  send: "M12 19V5.5M6 11.5l6-6 6 6",
  check: "M5 12.5l4.5 4.5L19 7.5",
  out: "M9 6h9v9M18 6L7 17",
  clock: "M12 7.5V12l3 2M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17z",
  cloud: "M4 4l16 16M8.5 8.6A5 5 0 0 0 7 18h10m2.5-1.2A4 4 0 0 0 17 10h-.6A5.5 5.5 0 0 0 11 6.5",
  alert: "M12 8v5M12 16.3v.1M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17z",
  list: "M4 6.5h.1M9 6.5h11M4 12h.1M9 12h11M4 17.5h.1M9 17.5h11",
  clip: "M20 11.5l-8 8a5 5 0 0 1-7.1-7.1l8.5-8.4a3.3 3.3 0 0 1 4.7 4.7l-8.5 8.4a1.7 1.7 0 0 1-2.4-2.4l7.8-7.7",
  camera:
    "M4 8h3l1.7-2.5h6.6L17 8h3a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V9a1 1 0 0 1 1-1zM12 16.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7z",
  file: "M7 3.5h7l4 4V19a1.5 1.5 0 0 1-1.5 1.5h-9A1.5 1.5 0 0 1 6 19V5a1.5 1.5 0 0 1 1-1.5zM13.5 3.7V8H18",
  save: "M12 4v10.500M7.500 10.500L12 15l4.500-4.500M5 19.500h14",
  plus: "M12 5v14M5 12h14",
  phone:
    "M8 2.5h8a1.5 1.5 0 0 1 1.5 1.5v16a1.5 1.5 0 0 1-1.5 1.5H8A1.5 1.5 0 0 1 6.5 20V4A1.5 1.5 0 0 1 8 2.5zM11 18.3h2",
  person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20c.8-3.6 3.8-5.5 7.5-5.5s6.7 1.9 7.5 5.5",
  smile:
    "M12 3.5c4.9 0 8.7 3.3 8.7 7.5s-3.8 7.5-8.7 7.5c-.9 0-1.8-.1-2.6-.3L5 20.8l.6-4C4.2 15.3 3.3 13.3 3.3 11c0-4.2 3.8-7.5 8.7-7.5zM9.2 9v.6M14.8 9v.6M8.5 12.6c1.9 2 5.1 2 7 0",
};

/** Return a drawing that screen readers skip. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  const attributes = { viewBox: "0 0 24 24", class: "icon", "aria-hidden": "true" };
  for (const [key, value] of Object.entries(attributes)) svg.setAttribute(key, value);
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}
