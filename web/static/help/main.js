/** What scripts add to the help pages; every page works without them. */

import { sayThanks } from "./feedback.js";
import { suggestWhileTyping } from "./search.js";

/** @type {NodeListOf<HTMLFormElement>} */
const searches = document.querySelectorAll("form[data-search]");
/** @type {NodeListOf<HTMLFormElement>} */
const opinions = document.querySelectorAll("[data-feedback] form");
searches.forEach(suggestWhileTyping);
opinions.forEach(sayThanks);
