/** The article as the chat shows it, drawn by the widget's own code in a shadow tree of its own. */

import { at } from "../../kit/base.js";
import { botSays, preview } from "../../widget/preview.js";

/**
 * Put the chat into `place`; return `draw(slug, draft, next, presentation)`. `next`: [{slug,
 * title}]; `presentation`: "short" or "steps", as segments have it.
 */
export function widgetPreview(place, assistant) {
  const draw = preview(place, location.origin + at("/"), assistant);
  return (...article) => draw(itemsOf(...article));
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
  const followUp = botSays(
    "People usually ask next:",
    { kind: "next" },
    { buttons, startsGroup: false },
  );
  return [
    ...(question ? [{ author: "customer", text: question, delivery: "" }] : []),
    botSays(line(draft.short), content),
    ...(next.length ? [followUp] : []),
  ];
}

// The short answer is one paragraph and a step one line, as they are kept.
function line(text) {
  return text.split(/\s+/).filter(Boolean).join(" ");
}
