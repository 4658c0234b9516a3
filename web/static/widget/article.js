/** Which of our articles the page shows, as the page says by its data-effie-… attributes. */

import { WORDS } from "./words.js";

const MAX_NEXT = 2; // beside "Talk to a person"

/**
 * Return {slug, title, offerAfter, next} of the article on the page, null if it shows none.
 *
 * offerAfter: seconds until help is offered, 0 for never; next: buttons for what is usually asked next
 */
export function articleOnPage() {
  const shown = document.querySelector("[data-effie-article]")?.dataset;
  if (!shown) return null;
  const next = [...document.querySelectorAll("[data-effie-next]")].map((link) => ({
    title: link.textContent.trim(),
    choice: `article:${link.dataset.effieNext}`,
  }));
  return {
    slug: shown.effieArticle,
    title: shown.effieTitle || document.title,
    offerAfter: Number(shown.effieOfferAfter) || 0,
    next,
  };
}

/** Return how the chat greets somebody who has read this article. */
export function greetingAbout({ title, next }) {
  return {
    welcome: WORDS.about(title),
    suggestions: [...next.slice(0, MAX_NEXT), { title: WORDS.person, choice: "person" }],
  };
}
