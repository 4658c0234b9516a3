// "Should be an article": one press gives the content team the customer's words and the answer.

import { post } from "../kit/api.js";
import { ask, field } from "../kit/dialog.js";
import { el, icon } from "../kit/dom.js";
import { readAgain, refresh } from "./opening.js";
import { change, openHandoff, state } from "./state.js";
import { toast } from "../kit/toast.js";

export function gapButton(handoff) {
  const { marked } = state.packet.content_gap;
  if (marked.length) {
    return el(
      "button",
      {
        class: "quiet marked",
        type: "button",
        title: "Change the answer",
        onclick: () => edit(handoff, marked[0]),
      },
      icon("check"),
      "Will be an article",
    );
  }
  return el(
    "button",
    {
      class: "secondary gap",
      type: "button",
      title: "Tell the content team (a)",
      onclick: () => mark(handoff),
    },
    icon("gap"),
    "Should be an article",
  );
}

export function markOpen() {
  const handoff = openHandoff();
  if (!handoff || !state.packet) return;
  const { marked } = state.packet.content_gap;
  if (marked.length) edit(handoff, marked[0]);
  else mark(handoff);
}

// One press, if question and answer are known; else their words are asked for.
async function mark(handoff) {
  try {
    const { question, answer } = (await readAgain()).content_gap; // it may have been said just now
    if (question && answer) await keep(handoff, { question, answer });
    else edit(handoff, { question, answer });
  } catch (problem) {
    toast(problem.message, "bad");
  }
}

function edit(handoff, { question, answer }) {
  ask({
    title: "Should be an article",
    body: [
      field(
        "The customer's question",
        el("textarea", { name: "question", rows: "2", maxlength: "500", required: true }, question),
      ),
      field(
        "The answer",
        el("textarea", { name: "answer", rows: "5", maxlength: "4000", required: true }, answer),
      ),
    ],
    action: "Tell the content team",
    submit: (form) =>
      keep(handoff, { question: form.get("question").trim(), answer: form.get("answer").trim() }),
  });
}

async function keep(handoff, words) {
  const gap = await post(`/desk/api/handoffs/${handoff.id}/content-gap`, words);
  if (state.packet?.handoff?.id === handoff.id) {
    const known = state.packet.content_gap;
    const marked = [gap, ...known.marked.filter((other) => other.id !== gap.id)];
    change({ packet: { ...state.packet, content_gap: { ...known, marked } } });
  }
  toast("The content team has it.");
  refresh(1_000);
}
