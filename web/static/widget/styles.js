/** The widget's looks. A host site sets the --effie-… properties on `effie-widget`. */

import { ATTACHED } from "./styles_attached.js";
import { CONTENT } from "./styles_content.js";
import { FRAME } from "./styles_frame.js";
import { OFFER } from "./styles_offer.js";
import { THEME } from "./styles_theme.js";

const ARTICLE = new URL("../kit/article.css", import.meta.url);

/** Return the style sheets of the shadow tree; that of articles, which all surfaces share, follows. */
export function sheets() {
  const made = new CSSStyleSheet();
  const shared = new CSSStyleSheet();
  made.replaceSync(THEME + FRAME + CONTENT + ATTACHED + OFFER);
  fetch(ARTICLE)
    .then((response) => (response.ok ? response.text() : ""))
    .then((rules) => shared.replace(rules))
    .catch(() => {}); // plain, but all there
  return [made, shared];
}
