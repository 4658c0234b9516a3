// A box that finds an article by title or meaning, and hands over the one that is chosen.

import { get } from "../kit/api.js";
import { el } from "../kit/dom.js";

const WAIT = 200; // milliseconds after the last key
let number = 0;

// `without()` returns the slugs not to offer; `pick({slug, title})` gets the chosen one.
export function articleSearch({ label, placeholder, without, pick }) {
  const id = `article-search-${(number += 1)}`;
  const box = el("input", {
    type: "text",
    role: "combobox",
    "aria-label": label,
    "aria-expanded": "false",
    "aria-controls": id,
    "aria-autocomplete": "list",
    autocomplete: "off",
    placeholder,
  });
  const list = el("ul", {
    class: "found",
    id,
    role: "listbox",
    "aria-label": "Articles found",
    hidden: true,
  });
  const said = el("span", { class: "hint", role: "status" });
  const element = el("div", { class: "article-search" }, box, list, said);
  let found = [];
  let at = 0;
  let timer = 0;

  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, WAIT);
  });
  box.addEventListener("keydown", onKey);
  element.addEventListener("focusout", (event) => !element.contains(event.relatedTarget) && hide());

  async function look() {
    const wanted = box.value.trim();
    if (!wanted) return hide();
    try {
      const { articles } = await get(`/console/api/find?q=${encodeURIComponent(wanted)}`);
      if (box.value.trim() !== wanted) return;
      const left = new Set(without());
      found = articles.filter(({ slug }) => !left.has(slug));
      at = 0;
      said.textContent = found.length ? "" : "No article fits.";
      draw();
    } catch (problem) {
      said.textContent = problem.message;
    }
  }

  function draw() {
    list.replaceChildren(
      ...found.map((article, index) =>
        el(
          "li",
          {
            role: "option",
            id: `${id}-${index}`,
            "aria-selected": String(index === at),
            onpointerdown: (event) => (event.preventDefault(), choose(index)),
          },
          article.title,
        ),
      ),
    );
    list.hidden = !found.length;
    box.setAttribute("aria-expanded", String(!list.hidden));
    if (found.length) box.setAttribute("aria-activedescendant", `${id}-${at}`);
    else box.removeAttribute("aria-activedescendant");
  }

  function onKey(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && found.length) {
      event.preventDefault();
      at = (at + step + found.length) % found.length;
      draw();
    } else if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      if (!list.hidden) choose(at);
    } else if (event.key === "Escape" && !list.hidden) {
      event.stopPropagation();
      hide();
    }
  }

  function choose(index) {
    const article = found[index];
    hide();
    box.value = "";
    pick(article);
    box.focus();
  }

  function hide() {
    clearTimeout(timer);
    found = [];
    said.textContent = "";
    draw();
  }

  return element;
}
