/** What stands in place of the reply box while one may not reply. */

import { html, icon } from "../../kit/html.js";
import { clock } from "../../kit/time.js";
import { gapButton } from "../dialogs/content_gap.js";
import { customerName } from "../parts.js";
import { nextWaiting } from "../queue/queue.js";

const OUTCOMES = { solved: "Solved", promised: "Answer promised", unsolved: "Not solved" };

/** `ways`: open(conversation) and note. */
export function footNote(handoff, ways) {
  const next = handoff?.ended_at ? nextWaiting() : null;
  return html`<div class="foot-note">
    <span>${words(handoff)}</span>
    <span class="foot-actions">
      <button class="quiet" type="button" title="Note for your team (n)" @click=${ways.note}>
        ${icon("note")}Note
      </button>
      ${handoff?.state === "resolved" ? gapButton(handoff) : null}
      ${next ? nextButton(next, ways) : null}
    </span>
  </div>`;
}

function nextButton(next, { open }) {
  return html`<button class="primary next" type="button" @click=${() => open(next.conversation)}>Next: ${customerName(next)}</button>`;
}

function words(handoff) {
  if (!handoff) return "This conversation was never handed to a person.";
  if (handoff.wanted === "other")
    return `Kept for ${handoff.wanted_name} until ${clock(handoff.wanted_until)}.`;
  if (handoff.state === "waiting") return html`Claim the conversation to reply <kbd>c</kbd>`;
  if (handoff.state === "claimed")
    return `${handoff.agent_name} holds this conversation. You can read along.`;
  const at = handoff.ended_at ? ` at ${clock(handoff.ended_at)}` : "";
  if (handoff.state === "abandoned") return `The customer no longer wanted a person${at}.`;
  const outcome = OUTCOMES[handoff.outcome] ?? "Resolved";
  return `${outcome} by ${handoff.mine ? "you" : handoff.agent_name}${at}. The assistant holds the conversation.`;
}
