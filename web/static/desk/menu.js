// A small panel under a button of the top bar; Esc or a press elsewhere closes it.

import { el } from "../kit/dom.js";

let number = 0;

export function menu(button, content) {
  const id = `menu-${(number += 1)}`;
  const panel = el("div", { class: "menu", id, popover: "auto" }, content);
  button.setAttribute("popovertarget", id);
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

function place(button, panel) {
  const { bottom, right } = button.getBoundingClientRect();
  panel.style.top = `${bottom + 6}px`;
  panel.style.right = `${Math.max(8, innerWidth - right)}px`;
}
