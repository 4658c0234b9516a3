/** How a conversation ended, in the agent's own judgement. */

import { ask, field, option } from "../../kit/dialog.js";
import { html } from "../../kit/html.js";
import { customerName } from "../parts.js";
import { state } from "../store.js";
import { resolve } from "../thread/moves.js";

const OUTCOMES = [
  ["solved", "Solved", "The assistant takes over and asks about the effort."],
  ["promised", "Answer promised", "Opens a follow-up, yours, with a due time."],
  ["unsolved", "Not solved", "Opens a follow-up, so that it is not forgotten."],
];

export function askHowItEnded(handoff) {
  let seq = lastShown();
  ask({
    title: `Resolve the conversation with ${customerName(handoff)}`,
    body: html`<fieldset class="options">
        <legend>How did it end?</legend>
        ${OUTCOMES.map(choice)}
      </fieldset>
      <div class="if-promised">
        ${field(
          "Where the answer goes",
          html`<input name="contact" maxlength="200" value=${knownContact(handoff)} placeholder="E-mail address or phone number" />`,
        )}
      </div>
      ${field(
        "Note",
        html`<textarea name="note" rows="2" maxlength="1000" placeholder="What is owed, or what solved it"></textarea>`,
        "optional, only your team sees it",
      )}`,
    action: "Resolve",
    submit: async (form) => {
      try {
        await resolve(handoff, { ...endOf(form), seq });
      } catch (problem) {
        if (problem.name === "CustomerWroteMore") seq = lastShown(); // a second press means it
        throw problem;
      }
    },
  });
}

/** @param {string[]} outcome */
function choice([value, label, hint]) {
  return option({ name: "outcome", value, label, hint, checked: value === "solved" });
}

function endOf(form) {
  const end = { outcome: form.get("outcome"), note: form.get("note").trim() };
  return end.outcome === "promised" ? { ...end, contact: form.get("contact").trim() } : end;
}

// What came while this dialog hid the transcript has not been read.
function lastShown() {
  return state.transcript.at(-1)?.seq;
}

// What the customer left, else what their profile says.
function knownContact(handoff) {
  const facts = state.context?.profile.facts ?? [];
  const of = (pattern) => facts.find(({ name }) => pattern.test(name))?.value;
  return handoff.contact || of(/mail/i) || of(/phone|mobile/i) || "";
}
