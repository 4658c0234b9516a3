// The next questions: up to three articles, chosen by search, in the order customers see them.

import { el, icon } from "../kit/dom.js";
import { articleSearch } from "./article_search.js";
import { Field } from "./field.js";
import { handle } from "./reorder.js";

const MOST = 3;

export class NextField {
  #rows = el("ol", { class: "rows-list chosen" });
  #titles;
  #changed;
  #search;

  // `titles`: the titles of articles by slug; `slug`: this article, which cannot be its own next.
  constructor(name, { label, hint, slug, titles, changed }) {
    this.#titles = new Map(Object.entries(titles));
    this.#changed = changed;
    this.#search = articleSearch({
      label: "Find an article to add",
      placeholder: "What do people ask after this? Search by title or meaning",
      without: () => [slug, ...this.read()],
      pick: (article) => {
        this.#titles.set(article.slug, article.title);
        this.#add(article.slug);
        this.#changed();
      },
    });
    const control = el("div", { class: "list-control" }, this.#rows, this.#search);
    this.field = new Field(name, { label, hint, control, group: true });
  }

  get element() {
    return this.field.element;
  }

  read() {
    return [...this.#rows.children].map((row) => row.dataset.slug);
  }

  write(slugs) {
    if (this.read().join("\n") === slugs.join("\n")) return;
    this.#rows.replaceChildren();
    for (const slug of slugs) this.#add(slug);
    this.#limit();
  }

  // What customers would see as buttons: those that exist.
  choices() {
    return this.read()
      .filter((slug) => this.#titles.has(slug))
      .map((slug) => ({ slug, title: this.#titles.get(slug) }));
  }

  show(problems) {
    this.field.show(problems, (item) => this.#rows.children[item] ?? null);
  }

  #add(slug) {
    const title = this.#titles.get(slug) ?? slug;
    const row = el("li", { dataset: { slug } });
    const remove = el(
      "button",
      {
        class: "icon-button",
        type: "button",
        title: "Remove",
        "aria-label": `Remove “${title}”`,
        onclick: () => {
          row.remove();
          this.#limit();
          this.#changed();
          this.#search.querySelector("input").focus();
        },
      },
      icon("cross"),
    );
    const grip = handle(row, () => this.#changed());
    grip.setAttribute("aria-label", `Move “${title}”: drag, or arrow keys`);
    const address = `/console/articles/${encodeURIComponent(slug)}`;
    const link = el("a", { href: address, target: "_blank", rel: "noopener" }, title);
    row.append(el("div", { class: "row-line" }, grip, link, remove));
    this.#rows.append(row);
    this.#limit();
  }

  #limit() {
    this.#search.hidden = this.#rows.children.length >= MOST;
  }
}
