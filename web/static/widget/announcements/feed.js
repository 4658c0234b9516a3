/** What announcements stand on this page, kept live while somebody can see it. */

import { readKept } from "../../kit/kept.js";
import { Stream } from "../service/stream.js";

/**
 * @typedef {{id: number, version: number, words: string, state: string, label: string,
 *   next_news: string | null}} Announcement
 */

/**
 * What the page itself shows and keeps live, as the help centre does: a second stream beside it
 * would be one connection more, and browsers have six for one site in all their tabs.
 */
export class PageFeed {
  #place;
  #onShown;
  #observer = new MutationObserver(() => this.#look());

  /**
   * @param {HTMLElement} place
   * @param {(shown: Announcement[]) => void} onShown
   */
  constructor(place, onShown) {
    this.#place = place;
    this.#onShown = onShown;
  }

  start() {
    this.#observer.observe(this.#place, { attributeFilter: ["data-effie-announcements"] });
    this.#look();
  }

  stop() {
    this.#observer.disconnect();
  }

  #look() {
    const shown = this.#place.dataset.effieAnnouncements;
    if (shown) this.#onShown(readKept(shown, []));
  }
}

export class AnnouncementFeed {
  #stream;
  #look = () => (document.hidden ? this.#stream.stop() : this.#stream.start());

  /**
   * open: (signal) => Promise<Response>; onShown: called with all that stand
   * @param {{open: (signal: AbortSignal) => Promise<Response>,
   *   onShown: (shown: Announcement[]) => void}} told
   */
  constructor({ open, onShown }) {
    const onEvent = (type, data) => type === "announcements" && onShown(data.announcements);
    this.#stream = new Stream({ open, onEvent, onStatus: () => {} });
  }

  /** A tab nobody looks at holds no connection: browsers have few for one site. */
  start() {
    document.addEventListener("visibilitychange", this.#look);
    this.#look();
  }

  stop() {
    document.removeEventListener("visibilitychange", this.#look);
    this.#stream.stop();
  }
}
