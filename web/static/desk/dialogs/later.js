/** Until when: a conversation is put aside, or a reminder comes. */

import { post } from "../../kit/api.js";
import { ask, option, textField } from "../../kit/dialog.js";
import { html } from "../../kit/html.js";
import { newId } from "../../kit/ids.js";
import { limits } from "../../kit/limits.js";
import { dayAndTime } from "../../kit/time.js";
import { toast } from "../../kit/toast.js";
import { customerName } from "../parts.js";
import { state } from "../store.js";
import { snooze } from "../thread/moves.js";
import { refresh } from "../thread/opening.js";

const MORNING = 9; // o'clock

/** The holder puts it aside; it comes back by itself. */
export function askUntilWhen(handoff) {
  const seq = state.transcript.at(-1)?.seq;
  ask({
    title: `Snooze the conversation with ${customerName(handoff)}`,
    body: [
      times("It comes back", [
        ...moments(),
        ["they_write", "When they write", "or after two weeks without a word"],
        ["other", "At another time", "also if they write before"],
      ]),
      other(),
    ],
    action: "Snooze",
    submit: ({ until, other: at }) =>
      snooze(handoff, { until: until === "they_write" ? null : momentOf(until, at), seq }),
  });
}

/** Whoever looks is reminded of the open conversation. */
export function askForReminder() {
  const { conversation } = state;
  if (!state.context) return;
  const id = newId();
  ask({
    title: "Remind me of this conversation",
    body: [
      times("When", [...moments(), ["other", "At another time", ""]]),
      other(),
      textField("words", "What for", {
        max: limits.comment,
        rows: 2,
        hint: "optional, only you see it",
      }),
    ],
    action: "Remind me",
    submit: async ({ until, other: at, words }) => {
      const path = `/desk/api/conversations/${encodeURIComponent(conversation)}/reminders`;
      await post(path, { id, at: momentOf(until, at), words });
      toast("You will be reminded.");
      refresh();
    },
  });
}

function times(legend, rows) {
  return html`<fieldset class="options">
    <legend>${legend}</legend>
    ${rows.map(([value, label, hint], at) =>
      option({ name: "until", value, label, hint, checked: at === 0 }),
    )}
  </fieldset>`;
}

function other() {
  return html`<label class="field if-other"><span>Day and time</span>
    <input type="datetime-local" name="other" .min=${local(new Date())} /></label>`;
}

/** @returns {[string, string, string][]} */
function moments() {
  const now = new Date();
  const inAnHour = new Date(now.getTime() + 60 * 60_000);
  const tomorrow = morning(now, 1);
  const monday = morning(now, (8 - now.getDay()) % 7 || 7);
  return [
    [inAnHour.toISOString(), "In an hour", words(inAnHour)],
    [tomorrow.toISOString(), "Tomorrow morning", words(tomorrow)],
    [monday.toISOString(), "Next Monday", words(monday)],
  ];
}

function morning(now, days) {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, MORNING);
}

function words(moment) {
  return dayAndTime(moment.toISOString());
}

function local(moment) {
  const shifted = new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 16);
}

function momentOf(chosen, typed) {
  if (chosen !== "other") return chosen;
  if (!typed) throw new Error("Choose a day and a time.");
  return new Date(typed).toISOString();
}
