/** The page of a gap: any article can be found to add the questions to, not only the likely ones. */

import { all, byId, one } from "../../kit/dom.js";
import { html, render } from "../../kit/html.js";
import { articleSearch } from "../article_search.js";

const candidates = one("#candidates");

function slugs() {
  return all("input", candidates).map((input) => input.value);
}

function add({ slug, title }) {
  const option = document.createElement("label");
  option.className = "option";
  const input = html`<input type="radio" name="article" value=${slug} required .checked=${true} />`;
  render(html`${input}<span>${title}</span>`, option);
  candidates.append(option);
}

if (candidates)
  byId("search").append(
    articleSearch({
      label: "Find another article",
      placeholder: "Another article…",
      without: slugs,
      pick: add,
    }),
  );
