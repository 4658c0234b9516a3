/** What the assistant will say, as the chat shows it; without scripts it stands there as a list. */

import { at } from "../kit/base.js";
import { botSays, preview } from "../widget/preview.js";

const list = document.getElementById("said-list");
if (list) {
  const place = document.createElement("div");
  place.className = "chat";
  const draw = preview(place, location.origin + at("/"), list.dataset.assistant);
  list.replaceWith(place);
  draw([...list.children].flatMap(itemsOf));
}

/** The words under a line that says when they are said; of a button, on one. */
function itemsOf(place) {
  const { label, button, lang } = place.dataset;
  const text = place.querySelector("p").textContent;
  const buttons = [{ title: text, live: true, chosen: false }];
  const said = button ? botSays("…", null, { buttons }) : botSays(text, null);
  return [
    { author: "notice", text: label },
    { ...said, lang },
  ];
}
