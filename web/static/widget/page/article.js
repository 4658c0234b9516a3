/** Which of our articles the page shows, as the page says by its data-effie-… attributes. */

import { WORDS } from "../words.js";

const MAX_NEXT = 2; // beside "Talk to a person"

/**
 * @typedef {{title: string, choice: string}} Button
 * @typedef {object} ShownArticle
 * @property {string} slug
 * @property {string} title
 * @property {number} offerAfter seconds until help is offered, 0 for never
 * @property {Button[]} next what is usually asked next
 */

/**
 * The article on the page, null if it shows none.
 * @returns {ShownArticle | null}
 */
export function articleOnPage() {
  /** @type {HTMLElement | null} */
  const element = document.querySelector("[data-effie-article]");
  if (!element) return null;
  const shown = element.dataset;
  /** @type {NodeListOf<HTMLElement>} */
  const links = document.querySelectorAll("[data-effie-next]");
  const next = [...links].map((link) => ({
    title: link.textContent.trim(),
    choice: `article:${link.dataset.effieNext}`,
  }));
  return {
    slug: shown.effieArticle ?? "",
    title: shown.effieTitle || document.title,
    offerAfter: Number(shown.effieOfferAfter) || 0,
    next,
  };
}

/**
 * Return how the chat greets somebody who has read this article.
 * @param {ShownArticle} article
 */
export function greetingAbout({ title, next }) {
  return {
    welcome: WORDS.about(title),
    suggestions: [...next.slice(0, MAX_NEXT), { title: WORDS.person, choice: "person" }],
  };
}
