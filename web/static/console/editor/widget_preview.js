/** The article as the chat shows it, drawn by the widget's own code in a shadow tree of its own. */

import { at } from "../../kit/base.js";
import { h } from "../../widget/dom.js";
import { messageView } from "../../widget/messages/message.js";
import { sheets } from "../../widget/styles/styles.js";

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

/**
 * Put the chat into `place`; return `draw(slug, draft, next, presentation)`. `next`: [{slug,
 * title}]; `presentation`: "short" or "steps", as segments have it.
 */
export function widgetPreview(place, assistant) {
  const log = h("div", { class: "log", tabindex: "0", role: "region", "aria-label": "The chat" });
  const context = { base: location.origin + at("/"), actions: NOWHERE, company: { assistant } };
  const root = place.attachShadow({ mode: "open" });
  const own = new CSSStyleSheet();
  own.replaceSync(IN_THE_PAGE);
  root.adoptedStyleSheets = [...sheets(), own];
  root.append(log);

  return (...article) => {
    const views = itemsOf(...article).map((item) => {
      const view = messageView(item, context);
      view.update(item);
      return view.element;
    });
    log.replaceChildren(...views);
  };
}

function itemsOf(slug, draft, next, presentation) {
  const question = draft.questions.find((each) => each.trim()) ?? draft.title;
  const content = {
    kind: "answer",
    article: { slug, title: draft.title },
    steps: draft.steps.map(line).filter(Boolean),
    more: draft.more,
    presentation,
  };
  const buttons = next.map(({ title }) => ({ title, live: true, chosen: false }));
  const followUp = said(
    "People usually ask next:",
    { kind: "next" },
    { buttons, startsGroup: false },
  );
  return [
    ...(question ? [{ author: "customer", text: question, delivery: "" }] : []),
    said(line(draft.short), content),
    ...(next.length ? [followUp] : []),
  ];
}

// The short answer is one paragraph and a step one line, as they are kept.
function line(text) {
  return text.split(/\s+/).filter(Boolean).join(" ");
}

function said(text, content, more = {}) {
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
