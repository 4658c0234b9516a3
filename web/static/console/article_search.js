/** A box that finds an article by title or meaning, and hands over the one that is chosen. */

import { get } from "../kit/api.js";
import { isComposing } from "../kit/composing.js";
import { one } from "../kit/dom.js";
import { html, ifDefined, render } from "../kit/html.js";
import { pageId } from "../kit/ids.js";
import { afterPause } from "../kit/pause.js";

const WAIT = 200; // milliseconds after the last key

/** Return its element. `without()`: the slugs not to offer; `pick({slug, title})` gets the chosen. */
export function articleSearch({ label, placeholder, without, pick }) {
  const id = pageId("article-search");
  const element = document.createElement("div");
  element.className = "article-search";
  element.addEventListener("focusout", ({ relatedTarget }) => {
    if (!element.contains(/** @type {Node} */ (relatedTarget))) hide();
  });
  const lookSoon = afterPause(look, WAIT);
  let found = [];
  let at = 0;
  draw();
  const box = one("input", element);

  async function look() {
    const wanted = box.value.trim();
    if (!wanted) return hide();
    try {
      const { articles } = await get(`/console/api/find?q=${encodeURIComponent(wanted)}`);
      if (box.value.trim() !== wanted) return;
      const left = new Set(without());
      const chosen = at > 0 ? found[at]?.slug : undefined;
      found = articles.filter(({ slug }) => !left.has(slug));
      const same = found.findIndex(({ slug }) => slug === chosen);
      at = Math.max(0, same); // what somebody had chosen stays chosen
      draw(found.length ? "" : "No article fits.");
    } catch (problem) {
      draw(problem.message);
    }
  }

  function draw(said = "") {
    const isOpen = found.length > 0;
    const view = html`
      <input
        type="text" role="combobox" autocomplete="off" placeholder=${placeholder}
        aria-label=${label} aria-expanded=${isOpen} aria-controls=${id} aria-autocomplete="list"
        aria-activedescendant=${ifDefined(isOpen ? `${id}-${at}` : undefined)}
        @input=${lookSoon} @keydown=${onKey}
      />
      <ul class="found" id=${id} role="listbox" aria-label="Articles found" ?hidden=${!isOpen}>
        ${found.map(option)}
      </ul>
      <span class="hint" role="status">${said}</span>`;
    render(view, element);
  }

  function option(article, index) {
    const press = (event) => {
      event.preventDefault();
      choose(article);
    };
    return html`<li
      role="option" id="${id}-${index}" aria-selected=${index === at} @pointerdown=${press}
    >${article.title}</li>`;
  }

  function onKey(event) {
    if (isComposing(event)) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && found.length) {
      event.preventDefault();
      at = (at + step + found.length) % found.length;
      draw();
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (found.length) choose(found[at]);
    } else if (event.key === "Escape" && found.length) {
      event.stopPropagation();
      hide();
    }
  }

  function choose(article) {
    hide();
    box.value = "";
    pick(article);
    box.focus();
  }

  function hide() {
    lookSoon.cancel();
    found = [];
    draw();
  }

  return element;
}
