/** The widget's looks. A host site sets the --effie-… properties on `effie-widget`. */

import { CONTENT } from "./styles_content.js";
import { FRAME } from "./styles_frame.js";
import { OFFER } from "./styles_offer.js";
import { THEME } from "./styles_theme.js";

/** Return the style sheet of the shadow tree. */
export function sheet() {
  const made = new CSSStyleSheet();
  made.replaceSync(THEME + FRAME + CONTENT + OFFER);
  return made;
}
