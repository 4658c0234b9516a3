/** The widget's looks. A host site sets the --effie-… properties on `effie-widget`. */

import { ANNOUNCEMENTS } from "./announcements.js";
import { ATTACHED } from "./attached.js";
import { CONTENT } from "./content.js";
import { FRAME } from "./frame.js";
import { OFFER } from "./offer.js";
import { THEME } from "./theme.js";

const ARTICLE = new URL("../../kit/article.css", import.meta.url);

/** Return the style sheets of the shadow tree; that of articles, which all surfaces share, follows. */
export function sheets() {
  const made = new CSSStyleSheet();
  const shared = new CSSStyleSheet();
  made.replaceSync(THEME + FRAME + CONTENT + ATTACHED + OFFER + ANNOUNCEMENTS);
  fetch(ARTICLE)
    .then((response) => (response.ok ? response.text() : ""))
    .then((rules) => shared.replace(rules))
    .catch(() => {}); // plain, but all there
  return [made, shared];
}
