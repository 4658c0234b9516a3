/** What scripts add to the help pages; every page works without them. */

import { keepAnnouncing } from "./announcements.js";
import { sayThanks } from "./feedback.js";
import { suggestWhileTyping } from "./search.js";

/** @type {NodeListOf<HTMLFormElement>} */
const searches = document.querySelectorAll("form[data-search]");
/** @type {NodeListOf<HTMLFormElement>} */
const opinions = document.querySelectorAll("[data-feedback] form");
/** @type {HTMLElement | null} */
const announcements = document.querySelector("[data-effie-announcements]");
if (announcements) keepAnnouncing(announcements);
searches.forEach(suggestWhileTyping);
opinions.forEach(sayThanks);
