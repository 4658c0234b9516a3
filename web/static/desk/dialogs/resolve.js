/** How a conversation ended, in the agent's own judgement. */

import { ask, field, option, textField } from "../../kit/dialog.js";
import { html } from "../../kit/html.js";
import { limits } from "../../kit/limits.js";
import { stillToTell, tell, tellButton } from "../context/next.js";
import { customerName } from "../parts.js";
import { state } from "../store.js";
import { resolve } from "../thread/moves.js";

const OUTCOMES = [
  ["solved", "Solved", "The assistant takes over and asks about the effort."],
  ["promised", "Answer promised", "Opens a follow-up, yours, with a due time."],
  ["unsolved", "Not solved", "Opens a follow-up, so that it is not forgotten."],
];

const OTHER = "other";

export function askHowItEnded(handoff) {
  let seq = lastShown();
  const dialog = ask({
    title: `Resolve the conversation with ${customerName(handoff)}`,
    body: html`<fieldset class="options">
        <legend>How did it end?</legend>
        ${OUTCOMES.map(choice)}
      </fieldset>
      ${cameFor(handoff)}
      ${saidNo()}
      <div class="if-promised">
        ${textField("contact", "Where the answer goes", {
          max: limits.contact,
          value: knownContact(handoff),
          placeholder: "E-mail address or phone number",
        })}
      </div>
      ${textField("note", "Note", {
        max: limits.comment,
        rows: 2,
        hint: "optional, only your team sees it",
        placeholder: "What is owed, or what solved it",
      })}
      ${comesNext(() => dialog.close())}`,
    action: "Resolve",
    submit: async ({ outcome, note, contact, contact_reason, ...no }) => {
      const said = { outcome, note, contact_reason, ...refusalOf(no) };
      const end = outcome === "promised" ? { ...said, contact } : said;
      try {
        await resolve(handoff, { ...end, seq });
      } catch (problem) {
        if (problem.name === "CustomerWroteMore") seq = lastShown(); // a second press means it
        throw problem;
      }
    },
  });
}

// What the customer came for; the team's settings say whether it may be left open.
function cameFor({ contact_reason: chosen }) {
  const { contact_reasons: reasons, required } = state.context?.labels ?? {};
  if (!reasons?.length) return null;
  return field(
    "What they came for",
    html`<select name="contact_reason" ?required=${required}>
      <option value="">${required ? "Choose…" : "Not said"}</option>
      ${reasons.map(
        ({ name, label }) =>
          html`<option value=${name} ?selected=${name === chosen}>${label}</option>`,
      )}
    </select>`,
  );
}

// Why the customer was refused something: a press, or words where nobody has said it before.
function saidNo() {
  const policies = state.context?.labels.policies ?? [];
  const other = { name: OTHER, label: "Another reason", hint: "" };
  return html`<fieldset class="options refusal">
    <legend>Was the customer refused something?</legend>
    ${[{ name: "", label: "No", hint: "" }, ...policies, other].map(({ name, label, hint }) =>
      option({ name: "refusal", value: name, label, hint, checked: name === "" }),
    )}
    <div class="if-other">
      ${textField("refused_because", "Because of", {
        max: limits.policy,
        placeholder: "The rule, as you would say it: no refund without a receipt",
      })}
    </div>
  </fieldset>`;
}

/** @param {{refusal?: string, refused_because?: string}} no */
function refusalOf({ refusal = "", refused_because = "" }) {
  if (refusal !== OTHER) return { refusal };
  if (!refused_because) throw new Error("Write why the customer was refused it.");
  return { refused_because };
}

/** What the customer would come back for. */
function comesNext(leave) {
  const question = stillToTell();
  if (!question) return null;
  const tellIt = () => {
    leave();
    tell(question);
  };
  return html`<p class="comes-next">
    <span>Usually comes next: <b>${question.title}</b></span> ${tellButton(question, tellIt)}
  </p>`;
}

/** @param {string[]} outcome */
function choice([value, label, hint]) {
  return option({ name: "outcome", value, label, hint, checked: value === "solved" });
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
