/** What the chat would show, drawn in another page by the widget's own code in a shadow tree. */

import { h } from "./dom.js";
import { messageView } from "./messages/message.js";
import { sheets } from "./styles/styles.js";

// A press on a link opens its page elsewhere; one on a button does nothing: nobody is asked.
const NOWHERE = { choose() {}, comment() {}, leaveContact() {}, retry() {}, remove() {} };
const IN_THE_PAGE = `
:host { position: static; display: block; }
.log {
  height: auto; padding: 4px 14px 16px; border: 1px solid var(--line);
  border-radius: var(--round); background: var(--ground);
}
.row { animation: none; }
`;

/** Put the chat into `place`; return `draw(items)`, items of its timeline. */
export function preview(place, base, assistant) {
  const log = h("div", { class: "log", tabindex: "0", role: "region", "aria-label": "The chat" });
  const context = { base, actions: NOWHERE, company: { assistant } };
  const root = place.attachShadow({ mode: "open" });
  const own = new CSSStyleSheet();
  own.replaceSync(IN_THE_PAGE);
  root.adoptedStyleSheets = [...sheets(), own];
  root.append(log);

  return (items) => {
    const views = items.map((item) => {
      const view = messageView(item, context);
      view.update(item);
      if (item.lang) view.element.lang = item.lang;
      return view.element;
    });
    log.replaceChildren(...views);
  };
}

/** Return an item that the assistant says. */
export function botSays(text, content, more = {}) {
  return {
    author: "bot",
    name: "",
    text,
    content,
    buttons: [],
    startsGroup: true,
    at: "",
    ...more,
  };
}
