// What stands in place of the reply box while one may not reply.

import { gapButton } from "./gap.js";
import { el, icon } from "../kit/dom.js";
import { nextWaiting } from "./queue.js";
import { customerName } from "./state.js";
import { clock } from "../kit/time.js";

const OUTCOMES = { solved: "Solved", promised: "Answer promised", unsolved: "Not solved" };

// `ways`: open(conversation) and note.
export function footNote(handoff, ways) {
  const next = handoff?.ended_at && nextWaiting();
  return el(
    "div",
    { class: "foot-note" },
    el("span", {}, words(handoff)),
    el(
      "span",
      { class: "foot-actions" },
      el(
        "button",
        { class: "quiet", type: "button", title: "Note for your team (n)", onclick: ways.note },
        icon("note"),
        "Note",
      ),
      handoff?.state === "resolved" && gapButton(handoff),
      next &&
        el(
          "button",
          { class: "primary next", type: "button", onclick: () => ways.open(next.conversation) },
          `Next: ${customerName(next)}`,
        ),
    ),
  );
}

function words(handoff) {
  if (!handoff) return "This conversation was never handed to a person.";
  if (handoff.wanted === "other")
    return `Kept for ${handoff.wanted_name} until ${clock(handoff.wanted_until)}.`;
  if (handoff.state === "waiting") return ["Claim the conversation to reply ", el("kbd", {}, "c")];
  if (handoff.state === "claimed")
    return `${handoff.agent_name} holds this conversation. You can read along.`;
  const at = handoff.ended_at ? ` at ${clock(handoff.ended_at)}` : "";
  if (handoff.state === "abandoned") return `The customer no longer wanted a person${at}.`;
  const outcome = OUTCOMES[handoff.outcome] ?? "Resolved";
  return `${outcome} by ${handoff.mine ? "you" : handoff.agent_name}${at}. The assistant holds the conversation.`;
}
