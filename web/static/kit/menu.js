// A small panel under a button; Esc or a press elsewhere closes it.

import { render } from "./html.js";
import { pageId } from "./ids.js";

const WIDTH = 270; // pixels, as in .menu
const MARGIN = 8;

// `content`: a template, an element or several.
export function menu(button, content) {
  const panel = document.createElement("div");
  panel.className = "menu";
  panel.id = pageId("menu");
  panel.popover = "auto";
  render(content, panel);
  button.setAttribute("popovertarget", panel.id);
  button.setAttribute("aria-expanded", "false");
  button.after(panel);
  panel.addEventListener(
    "beforetoggle",
    (event) => event.newState === "open" && place(button, panel),
  );
  panel.addEventListener("toggle", (event) =>
    button.setAttribute("aria-expanded", String(event.newState === "open")),
  );
  return panel;
}

// Under the button, and on the screen as a whole.
function place(button, panel) {
  const { bottom, right } = button.getBoundingClientRect();
  panel.style.top = `${bottom + 6}px`;
  panel.style.right = `${Math.max(MARGIN, Math.min(innerWidth - right, innerWidth - WIDTH - MARGIN))}px`;
}
