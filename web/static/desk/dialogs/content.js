/** What the content team is told: a question that should have an article, and what one should say. */

import { post } from "../../kit/api.js";
import { ask, textField } from "../../kit/dialog.js";
import { html, icon } from "../../kit/html.js";
import { limits } from "../../kit/limits.js";
import { complain, toast } from "../../kit/toast.js";
import { gapMarked } from "../reducers.js";
import { openHandoff, state, update } from "../store.js";
import { readAgain, refresh } from "../thread/opening.js";

export function gapButton(handoff) {
  const isMarked = state.context.content_gap.marked.length > 0;
  return html`<button class=${isMarked ? "quiet marked" : "secondary gap"} type="button"
    title=${isMarked ? "Change the answer (a)" : "Tell the content team (a: look at the words first)"} @click=${() => mark(handoff)}>
    ${isMarked ? [icon("check"), "Will be an article"] : [icon("gap"), "Should be an article"]}
  </button>`;
}

/** Show what would be told: a key may be pressed by mistake, so it sends nothing by itself. */
export async function markOpen() {
  const handoff = openHandoff();
  const words = handoff && state.context && (await wordsOf());
  if (words) edit(handoff, words);
}

// One press, if question and answer are known; else, or to change them, the words are asked for.
async function mark(handoff) {
  const words = await wordsOf();
  if (!words) return;
  const isNew = !state.context.content_gap.marked.length;
  if (isNew && words.question && words.answer) keep(handoff, words).catch(complain);
  else edit(handoff, words);
}

// What was told already, or what would be.
async function wordsOf() {
  const [marked] = state.context.content_gap.marked;
  if (marked) return marked;
  const context = await readAgain().catch(complain); // it may have been said just now
  return context?.content_gap;
}

function edit(handoff, { question, answer }) {
  const asked = { max: limits.question, required: true };
  const answered = { max: limits.message, required: true };
  ask({
    title: "Should be an article",
    body: [
      textField("question", "The customer's question", { ...asked, rows: 2, value: question }),
      textField("answer", "The answer", { ...answered, rows: 5, value: answer }),
    ],
    action: "Tell the content team",
    submit: (words) => keep(handoff, words),
  });
}

async function keep(handoff, words) {
  const gap = await post(`/desk/api/handoffs/${handoff.id}/content-gap`, words);
  update(gapMarked, handoff, gap);
  toast("The content team has it.");
  refresh(1_000);
}

/** `article` is {slug, title}, or null for one that is missing. */
export function suggest(article) {
  const conversation = state.conversation ?? "";
  ask({
    title: article ? `Suggest a change to “${article.title}”` : "Suggest an article",
    body: textField(
      "text",
      article ? "What should it say, or not say?" : "What should there be an article about?",
      {
        max: limits.comment,
        rows: 4,
        required: true,
        hint: "The content team reads it among the gaps.",
      },
    ),
    action: "Tell the content team",
    submit: async ({ text }) => {
      await post("/desk/api/suggestions", { text, article: article?.slug ?? "", conversation });
      toast("The content team has it.");
    },
  });
}
