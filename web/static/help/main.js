/** What scripts add to the help pages; every page works without them. */

import { sayThanks } from "./feedback.js";
import { suggestWhileTyping } from "./search.js";

document.querySelectorAll("[data-search]").forEach(suggestWhileTyping);
document.querySelectorAll("[data-feedback] form").forEach(sayThanks);
