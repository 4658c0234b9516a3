// The page of a gap: any article can be found to add the questions to, not only the likely ones.

import { el } from "../kit/dom.js";
import { articleSearch } from "./article_search.js";

const candidates = document.getElementById("candidates");
const place = document.getElementById("search");

if (place) {
  place.append(
    articleSearch({
      label: "Find another article",
      placeholder: "Another article…",
      without: () => slugs(),
      pick: add,
    }),
  );
}

function slugs() {
  return [...candidates.querySelectorAll("input")].map((input) => input.value);
}

function add({ slug, title }) {
  const input = el("input", { type: "radio", name: "article", value: slug, required: true });
  candidates.append(el("label", { class: "option" }, input, el("span", {}, title)));
  input.checked = true;
}
