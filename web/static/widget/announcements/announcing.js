/** Announcements in the widget: in the chat's window, and above its button while that is closed. */

import { AnnouncementFeed, PageFeed } from "./feed.js";
import { AnnouncementList } from "./list.js";
import { h } from "../dom.js";
import { WORDS } from "../words.js";

const OWN_PLACE = "[data-effie-announcements]"; // the page shows them by itself, as the help centre does

export class Announcing {
  #feed;
  /** @type {import("./feed.js").Announcement[]} */
  #shown = [];
  #isOpen = false;
  /** @type {Set<number>} */
  #awaited = new Set();

  /**
   * memory: {read, write} of this browser; onPanel, onPage: who has the focus after the last one
   * onSubscribe: called with the announcement whose end somebody wants to hear of
   */
  constructor({ api, identity, memory, onPanel, onPage, onSubscribe }) {
    const tell = (each) => tellButton(each, onSubscribe);
    this.inPanel = new AnnouncementList({ memory, onDismissed: onPanel, tell });
    this.onPage = new AnnouncementList({ memory, onDismissed: onPage, tell });
    this.onPage.element.classList.add("floating");
    const onShown = (shown) => {
      this.#shown = shown;
      this.draw(this.#isOpen, this.#awaited);
    };
    const open = (signal) => api.announcements({ identity, page: location.href }, signal);
    const place = document.querySelector(OWN_PLACE);
    this.#feed =
      place instanceof HTMLElement
        ? new PageFeed(place, onShown)
        : new AnnouncementFeed({ open, onShown });
  }

  start() {
    this.#feed.start();
  }

  stop() {
    this.#feed.stop();
  }

  /** awaited: the ids of those of whose end the customer is told as it is */
  draw(isOpen, awaited) {
    this.#isOpen = isOpen;
    this.#awaited = awaited;
    const isElsewhere = isOpen || document.querySelector(OWN_PLACE) !== null;
    this.inPanel.show(isOpen ? this.#shown : [], awaited);
    this.onPage.show(isElsewhere ? [] : this.#shown, awaited);
  }
}

function tellButton(each, onSubscribe) {
  const label = `${WORDS.tellSolved}: ${each.words}`;
  const told = { class: "announcement-tell", type: "button", "aria-label": label };
  return h("button", { ...told, onclick: () => onSubscribe(each) }, WORDS.tellSolved);
}
