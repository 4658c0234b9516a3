/** Announcements in the help centre: what stands at first is in the page, what changes follows. */

import { at } from "../kit/base.js";
import { AnnouncementFeed } from "../widget/announcements/feed.js";
import { AnnouncementList } from "../widget/announcements/list.js";
import { h } from "../widget/dom.js";
import { Api } from "../widget/service/api.js";
import { Storage } from "../widget/service/storage.js";
import { WORDS } from "../widget/words.js";

/**
 * Keep the announcements of this page as they are; what somebody dismissed stays away.
 * @param {HTMLElement} element
 */
export function keepAnnouncing(element) {
  const base = new URL(at("/"), location.href).href;
  const list = new AnnouncementList({
    memory: new Storage(base, ""),
    onDismissed: () => document.querySelector("main")?.focus(),
    tell: "tellsByMail" in element.dataset ? tellLink : undefined,
    element,
  });
  const api = new Api(base);
  const told = { channel: "help", page: location.href };
  new AnnouncementFeed({
    open: (signal) => api.announcements(told, signal),
    onShown: (shown) => {
      list.show(shown);
      element.dataset.effieAnnouncements = JSON.stringify(shown); // for the widget on this page
    },
  }).start();
}

function tellLink({ id }) {
  const link = { class: "announcement-tell", href: at(`/help/announcements/${id}`) };
  return h("p", {}, h("a", link, WORDS.tellSolved));
}
