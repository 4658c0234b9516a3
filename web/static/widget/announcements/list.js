/** The announcements that stand, each until it is dismissed; one that changes stands again. */

import { h, setText } from "../dom.js";
import { momentText } from "../status.js";
import { WORDS } from "../words.js";

const MAX_DISMISSED = 50;

/** @typedef {import("./feed.js").Announcement} Announcement */

export class AnnouncementList {
  #memory;
  #onDismissed;
  #tell;
  /** @type {Announcement[]} */
  #shown = [];
  /** @type {Set<number>} */
  #awaited = new Set();
  #status = h("div", { class: "announcements-list", role: "status" });
  #drawn = "";

  /**
   * memory: {read, write}; onDismissed: called when somebody has put one away
   * tell: makes what one presses to be told when one of them is solved, null where nobody can be
   * element: where they stand, instead of an own one
   */
  constructor({
    memory,
    onDismissed = () => {},
    tell = (/** @type {Announcement} */ _each) => /** @type {Element | null} */ (null),
    element = h("section", { hidden: true }),
  }) {
    this.#memory = memory;
    this.#tell = tell;
    this.#onDismissed = onDismissed;
    this.element = element;
    element.classList.add("announcements");
    element.setAttribute("aria-label", WORDS.announcements);
  }

  /**
   * Show these, but for those that were dismissed; the focus stays where it is.
   * awaited: the ids of those of whose end the reader is told already
   * @param {Announcement[]} shown
   * @param {Set<number>} awaited
   */
  show(shown, awaited = this.#awaited) {
    this.#shown = shown;
    this.#awaited = awaited;
    const dismissed = this.#memory.read("announcements", []);
    const standing = shown.filter((each) => !dismissed.includes(keyOf(each)));
    this.element.hidden = standing.length === 0;
    const drawn = JSON.stringify([standing, [...awaited]]);
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    if (!this.element.contains(this.#status)) this.element.replaceChildren(this.#status);
    this.#status.replaceChildren(...standing.map((each) => this.#item(each)));
  }

  #item(/** @type {Announcement} */ each) {
    const news = each.next_news && h("p", { class: "announcement-news" });
    if (news) setText(news, WORDS.nextNews(momentText(each.next_news)));
    return h(
      "div",
      { class: `announcement ${each.state}` },
      h(
        "div",
        { class: "announcement-words" },
        h("p", {}, h("b", {}, `${each.label}: `), h("span", { dir: "auto" }, each.words)),
        news,
        each.state !== "solved" && this.#news(each),
      ),
      h(
        "button",
        {
          class: "announcement-dismiss",
          type: "button",
          "aria-label": WORDS.dismiss(each.words),
          onclick: () => this.#dismiss(each),
        },
        "×",
      ),
    );
  }

  #news(/** @type {Announcement} */ each) {
    if (!this.#awaited.has(each.id)) return this.#tell(each);
    return h("p", { class: "announcement-news" }, WORDS.toldSolved);
  }

  #dismiss(/** @type {Announcement} */ each) {
    const dismissed = [...this.#memory.read("announcements", []), keyOf(each)];
    this.#memory.write("announcements", dismissed.slice(-MAX_DISMISSED));
    this.show(this.#shown);
    const next = this.element.querySelector("button");
    if (next instanceof HTMLElement) next.focus();
    else this.#onDismissed();
  }
}

function keyOf(/** @type {Announcement} */ { id, version }) {
  return `${id}.${version}`;
}
