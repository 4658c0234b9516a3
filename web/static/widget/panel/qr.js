/** A QR code, drawn from the rows that the service has worked out. */

const SVG = "http://www.w3.org/2000/svg";
const QUIET = 4; // light squares around it, as the standard has them

/** Return a drawing; rows: a "1" for each dark square; label: what it is for. */
export function qrDrawing(rows, label) {
  const size = rows.length + 2 * QUIET;
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `0 0 ${size} ${size}`);
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", label);
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", rows.map(rowPath).join(""));
  svg.append(path);
  return svg;
}

function rowPath(row, y) {
  const dark = [...row].flatMap((square, x) => (square === "1" ? [x] : []));
  return dark.map((x) => `M${x + QUIET} ${y + QUIET}h1v1h-1z`).join("");
}
