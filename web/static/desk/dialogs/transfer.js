/** To whom a conversation goes: a colleague, or another queue. */

import { get } from "../../kit/api.js";
import { ask, field, option } from "../../kit/dialog.js";
import { html } from "../../kit/html.js";
import { toast } from "../../kit/toast.js";
import { chatsText, customerName, STATUS } from "../parts.js";
import { state } from "../store.js";
import { assign, transfer } from "../thread/moves.js";

/** The holder passes it on, with a note for whoever gets it. */
export async function askWhereTo(handoff) {
  const { agents, queues } = (await colleagues()) ?? {};
  if (!agents) return;
  const others = agents.filter((agent) => agent.id !== state.me.id);
  const elsewhere = queues.filter((queue) => queue.name !== handoff.queue);
  const note = html`<textarea name="note" rows="3" maxlength="1000" required
    placeholder="What you know and what is still to be done"></textarea>`;
  ask({
    title: `Transfer the conversation with ${customerName(handoff)}`,
    body: [
      choices("To a colleague", others.map(agentOption)),
      elsewhere.length > 0 && choices("To another queue", elsewhere.map(queueOption)),
      field("Note for whoever takes it", note, "the customer does not see it"),
    ].filter(Boolean),
    action: "Transfer",
    submit: (form) => {
      const [kind, id] = split(form.get("to"));
      const goal =
        kind === "agent"
          ? others.find((agent) => agent.id === id).name
          : elsewhere.find((queue) => queue.name === id).label;
      return transfer(handoff, { [`to_${kind}`]: id, note: form.get("note").trim() }, goal);
    },
  });
}

/** Who leads the team gives it to somebody. */
export async function askWhoTakes(handoff, done = () => {}) {
  const { agents } = (await colleagues()) ?? {};
  if (!agents) return;
  const others = agents.filter((agent) => agent.id !== handoff.agent);
  const note = html`<textarea name="note" rows="2" maxlength="1000"></textarea>`;
  ask({
    title: `Who takes the conversation with ${customerName(handoff)}?`,
    body: [
      choices("Agents", others.map(agentOption)),
      field("Note", note, "optional, the customer does not see it"),
    ],
    action: "Assign",
    submit: async (form) => {
      const [, id] = split(form.get("to"));
      await assign(
        handoff,
        others.find((agent) => agent.id === id),
        form.get("note").trim(),
      );
      done();
    },
  });
}

function choices(title, rows) {
  return html`<fieldset class="options">
    <legend>${title}</legend>
    ${rows.length ? rows : html`<p class="muted">Nobody else is here.</p>`}
  </fieldset>`;
}

function agentOption(agent) {
  const { id, name, status, free } = agent;
  const hint = status === "offline" ? STATUS.offline : `${STATUS[status]}, ${chatsText(agent)}`;
  const disabled = status !== "available" || free <= 0;
  return option({ name: "to", value: `agent:${id}`, label: name, hint, disabled });
}

function queueOption({ name, label }) {
  return option({ name: "to", value: `queue:${name}`, label });
}

function split(value) {
  const colon = value.indexOf(":");
  return [value.slice(0, colon), value.slice(colon + 1)];
}

// Who is there; null, and a toast why, if that cannot be known now.
async function colleagues() {
  try {
    return await get("/desk/api/colleagues");
  } catch (problem) {
    toast(problem.message, "bad");
    return null;
  }
}
