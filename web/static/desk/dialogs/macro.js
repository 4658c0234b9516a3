/** What a macro will say and do, looked at before it does it. */

import { post } from "../../kit/api.js";
import { ask, textField } from "../../kit/dialog.js";
import { html } from "../../kit/html.js";
import { newId } from "../../kit/ids.js";
import { limits } from "../../kit/limits.js";
import { toast } from "../../kit/toast.js";
import { chip } from "../parts.js";
import { moved } from "../reducers.js";
import { openHandoff, state, update } from "../store.js";
import { refresh } from "../thread/opening.js";

export const THEN = {
  "": "The conversation stays with you",
  solved: "It is resolved: solved",
  unsolved: "It is resolved: not solved, with a follow-up",
  snoozed: "It is snoozed until they write",
  transferred: "It is transferred",
};

/** `text`: as it would be said, with the names in it. */
export function preview(macro, text) {
  const handoff = openHandoff();
  if (!handoff) return;
  const id = newId();
  const seq = state.transcript.at(-1)?.seq;
  ask({
    title: macro.title,
    body: html`${textField("text", "The customer reads", {
      max: limits.message,
      rows: 5,
      value: text,
      hint: "empty: nothing is said",
    })}
      <ul class="macro-steps" aria-label="And then">${effects(macro.steps).map((step) => html`<li>${step}</li>`)}</ul>`,
    action: "Do it",
    submit: async ({ text: said }) => {
      const path = `/desk/api/handoffs/${handoff.id}/macro`;
      update(moved, await post(path, { id, reply: macro.id, text: said, seq }));
      toast(`Done: ${macro.title}`);
      refresh(800);
    },
  });
}

/** Return what a macro does besides, a line each. */
export function effects({ tags, contact_reason: reason, then, queue }) {
  const { all_tags: known, contact_reasons: reasons } = state.context.labels;
  const label = (name, among) => among.find((each) => each.name === name)?.label ?? name;
  return [
    tags.length ? ["Tagged ", tags.map((tag) => chip("", label(tag, known)))] : null,
    reason ? `They came for: ${label(reason, reasons)}` : null,
    queue ? `It is transferred to ${label(queue, state.queues)}` : THEN[then],
  ].filter(Boolean);
}
