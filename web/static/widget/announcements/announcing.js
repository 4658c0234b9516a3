/** Announcements in the widget: in the chat's window, and above its button while that is closed. */

import { AnnouncementFeed } from "./feed.js";
import { AnnouncementList } from "./list.js";

const OWN_PLACE = "[data-announcements]"; // the page shows them by itself, as the help centre does

export class Announcing {
  #feed;
  /** @type {import("./feed.js").Announcement[]} */
  #shown = [];
  #isOpen = false;

  /** memory: {read, write} of this browser; onPanel, onPage: who has the focus after the last one */
  constructor({ api, identity, memory, onPanel, onPage }) {
    this.inPanel = new AnnouncementList({ memory, onDismissed: onPanel });
    this.onPage = new AnnouncementList({ memory, onDismissed: onPage });
    this.onPage.element.classList.add("floating");
    this.#feed = new AnnouncementFeed({
      open: (signal) => api.announcements({ identity, page: location.href }, signal),
      onShown: (shown) => {
        this.#shown = shown;
        this.draw(this.#isOpen);
      },
    });
  }

  start() {
    this.#feed.start();
  }

  stop() {
    this.#feed.stop();
  }

  draw(isOpen) {
    this.#isOpen = isOpen;
    const isElsewhere = isOpen || document.querySelector(OWN_PLACE) !== null;
    this.inPanel.show(isOpen ? this.#shown : []);
    this.onPage.show(isElsewhere ? [] : this.#shown);
  }
}
