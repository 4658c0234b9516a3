/**
 * Help with the article on the page, offered to who lingers on it or reaches for "contact us".
 *
 * Once for each article; after a "no", not again in this visit (this tab's).
 */

import { articleOnPage } from "./article.js";
import { h, setText } from "../dom.js";
import { WORDS } from "../words.js";

const NOTHING_YET = { declined: false, slugs: /** @type {string[]} */ ([]) };

export class Offer {
  #memory;
  #mayOffer;
  #onAccept;
  /** @type {import("./article.js").ShownArticle | null} */
  #article = null;
  #lingered = 0; // seconds in which the page could be seen
  #clock = 0;
  /** @type {HTMLAnchorElement | null} the link to "contact us" that was pressed */
  #link = null;
  #words = h("p", { id: "offer" });
  #status = h("p", { class: "unseen", role: "status" });
  #accept = h("button", { class: "yes", type: "button", onclick: () => this.#take() });
  #decline = h("button", { class: "no", type: "button", onclick: () => this.#refuse() });

  /**
   * memory: {read, write} of this visit; mayOffer: tells whether an offer would be welcome now;
   * onAccept: called with the article
   */
  constructor({ memory, mayOffer, onAccept }) {
    this.#memory = memory;
    this.#mayOffer = mayOffer;
    this.#onAccept = onAccept;
    this.card = h(
      "section",
      { class: "offer", hidden: true, "aria-labelledby": "offer" },
      this.#words,
      h("div", { class: "answers" }, this.#accept, this.#decline),
    );
    this.card.addEventListener("keydown", (event) => this.#onKey(event));
    this.element = h("div", {}, this.card, this.#status);
  }

  /** Begin to count how long the page is looked at. */
  start() {
    if (document.readyState === "loading") {
      return document.addEventListener("DOMContentLoaded", () => this.start());
    }
    const article = articleOnPage();
    this.#article = article;
    if (!article?.offerAfter || !this.#isNew(article)) return;
    this.#clock = setInterval(() => this.#tick(article), 1000);
  }

  /** Offer help instead of following a link to "contact us"; false if the link is to be followed. */
  reach(link) {
    const article = this.#article;
    if (!article || !this.#isNew(article) || !this.#mayOffer()) return false;
    this.#link = link;
    const words = WORDS.offerInstead(article.title);
    this.#show(article, words, WORDS.offerInsteadYes, WORDS.offerInsteadNo);
    this.#accept.focus();
    return true;
  }

  /** The chat is open: nothing is left to offer on this page. */
  withdraw() {
    clearInterval(this.#clock);
    this.#article = null;
    this.#hide();
  }

  #tick(article) {
    if (document.hidden) return;
    this.#lingered += 1;
    if (this.#lingered < article.offerAfter) return;
    clearInterval(this.#clock);
    if (!this.#isNew(article) || !this.#mayOffer()) return;
    const words = WORDS.offer(article.title);
    this.#show(article, words, WORDS.offerYes, WORDS.offerNo);
    setText(this.#status, words);
  }

  #isNew({ slug }) {
    const { declined, slugs } = this.#memory.read("offers", NOTHING_YET);
    return !declined && !slugs.includes(slug);
  }

  #show({ slug }, words, yes, no) {
    clearInterval(this.#clock);
    const before = this.#memory.read("offers", NOTHING_YET);
    this.#memory.write("offers", { ...before, slugs: [...before.slugs, slug] });
    setText(this.#words, words);
    setText(this.#accept, yes);
    setText(this.#decline, no);
    this.card.hidden = false;
  }

  #hide() {
    this.card.hidden = true;
    setText(this.#status, "");
  }

  #take() {
    this.#hide();
    this.#onAccept(this.#article);
  }

  #refuse() {
    this.#putAway();
    if (this.#link) location.assign(this.#link.href);
  }

  #onKey(event) {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    this.#putAway();
    this.#link?.focus();
  }

  #putAway() {
    const before = this.#memory.read("offers", NOTHING_YET);
    this.#memory.write("offers", { ...before, declined: true });
    this.#hide();
  }
}
