// The article as the chat shows it, drawn by the widget's own code in a shadow tree of its own.

import { h } from "../widget/dom.js";
import { messageView } from "../widget/message.js";
import { sheets } from "../widget/styles.js";

// A press on a link opens its page elsewhere; one on a button does nothing: nobody is asked.
const NOWHERE = { choose() {}, comment() {}, leaveContact() {}, retry() {}, remove() {} };
const base = `${location.origin}/`;

const STANDING = `
:host { position: static; display: block; }
.log {
  height: auto; padding: 4px 14px 16px; border: 1px solid var(--line);
  border-radius: var(--round); background: var(--ground);
}
.row { animation: none; }
`;

export class WidgetPreview {
  #log = h("div", { class: "log", tabindex: "0", role: "region", "aria-label": "The chat" });
  #company;

  constructor(assistant) {
    this.#company = { assistant };
    this.element = h("div", {});
    const root = this.element.attachShadow({ mode: "open" });
    const standing = new CSSStyleSheet();
    standing.replaceSync(STANDING);
    root.adoptedStyleSheets = [...sheets(), standing];
    root.append(this.#log);
  }

  // `presentation`: "short" or "steps", as segments have it; `next`: [{slug, title}].
  draw(slug, draft, next, presentation) {
    const question = draft.questions.find((each) => each.trim()) ?? draft.title;
    const card = {
      kind: "answer",
      article: { slug, title: draft.title },
      steps: draft.steps.map(line).filter(Boolean),
      more: draft.more,
      presentation,
    };
    const items = [];
    if (question) items.push({ author: "customer", text: question, delivery: "" });
    items.push(said(line(draft.short), card));
    if (next.length) {
      const buttons = next.map(({ title }) => ({ title, live: true, chosen: false }));
      items.push({ ...said("People usually ask next:", { kind: "next" }, false), buttons });
    }
    this.#log.replaceChildren(...items.map((item) => this.#row(item)));
  }

  #row(item) {
    const view = messageView(item, { base, actions: NOWHERE, company: this.#company });
    view.update(item);
    return view.element;
  }
}

// The short answer is one paragraph and a step one line, as they are kept.
function line(text) {
  return text.split(/\s+/).filter(Boolean).join(" ");
}

function said(text, content, startsGroup = true) {
  return { author: "bot", name: "", text, content, buttons: [], startsGroup, at: "" };
}
