/** The next questions: up to three articles, chosen by search, in the order customers see them. */

import { html, icon, render, repeat } from "../../kit/html.js";
import { limits } from "../../kit/limits.js";
import { articleSearch } from "../article_search.js";
import { articlePage } from "../page.js";
import { rowProblems } from "../problems.js";
import { grip, moved } from "./reorder.js";

export class NextField {
  #list;
  #titles;
  #changed;
  #search;
  #problems = [];
  values = []; // slugs

  /** Draw into a field's block; `titles`: of articles by slug; `slug`: this one, never its own next. */
  constructor(block, { titles, slug }, changed) {
    this.#list = block.querySelector("ol");
    this.#titles = new Map(Object.entries(titles));
    this.#changed = changed;
    this.#search = articleSearch({
      label: "Find an article to add",
      placeholder: "What do people ask after this? Search by title or meaning",
      without: () => [slug, ...this.values],
      pick: (article) => {
        this.#titles.set(article.slug, article.title);
        this.#set([...this.values, article.slug]);
      },
    });
    this.#list.after(this.#search);
  }

  write(slugs) {
    this.values = slugs;
    this.#draw();
  }

  /** Return what customers would see as buttons, those that exist: [{slug, title}]. */
  choices() {
    return this.values
      .filter((slug) => this.#titles.has(slug))
      .map((slug) => ({ slug, title: this.#titles.get(slug) }));
  }

  /** Show the problems of single rows; return how many rows there are. */
  showProblems(problems) {
    this.#problems = problems;
    this.#draw();
    return this.values.length;
  }

  #draw() {
    this.#search.hidden = this.values.length >= limits.next_questions;
    const view = (slug, index) =>
      html`<li>${this.#row(slug)}${rowProblems(this.#problems, index)}</li>`;
    render(
      repeat(this.values, (slug) => slug, view),
      this.#list,
    );
  }

  #row(slug) {
    const title = this.#titles.get(slug) ?? slug;
    const move = (step) => this.#set(moved(this.values, slug, step) ?? this.values);
    const drop = () => {
      this.#set(this.values.filter((each) => each !== slug));
      this.#search.querySelector("input")?.focus();
    };
    return html`<div class="row-line">
      ${grip(`Move “${title}”: drag, or arrow keys`, move)}
      <a href=${articlePage(slug)} target="_blank" rel="noopener">${title}</a>
      <button
        class="icon-button" type="button" title="Remove" aria-label="Remove “${title}”" @click=${drop}
      >${icon("cross")}</button>
    </div>`;
  }

  #set(slugs) {
    this.write(slugs);
    this.#changed();
  }
}
