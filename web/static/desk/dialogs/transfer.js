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
  const found = await colleagues(state.me.id);
  if (!found) return;
  const elsewhere = found.queues.filter((queue) => queue.name !== handoff.queue);
  ask({
    title: `Transfer the conversation with ${customerName(handoff)}`,
    body: [
      choices("To a colleague", found.agents.map(agentOption)),
      elsewhere.length ? choices("To another queue", elsewhere.map(queueOption)) : null,
      field(
        "Note for whoever takes it",
        html`<textarea name="note" rows="3" maxlength="1000" required
          placeholder="What you know and what is still to be done"></textarea>`,
        "the customer does not see it",
      ),
    ],
    action: "Transfer",
    submit: (form) => {
      const [kind, id] = split(form.get("to"));
      const agent = found.agents.find((each) => each.id === id);
      const queue = elsewhere.find((each) => each.name === id);
      const name = kind === "agent" ? agent.name : queue.label;
      return transfer(handoff, { [`to_${kind}`]: id, note: form.get("note").trim() }, name);
    },
  });
}

/** Who leads the team gives it to somebody. */
export async function askWhoTakes(handoff, done = () => {}) {
  const found = await colleagues(handoff.agent);
  if (!found) return;
  const note = html`<textarea name="note" rows="2" maxlength="1000"></textarea>`;
  ask({
    title: `Who takes the conversation with ${customerName(handoff)}?`,
    body: [
      choices("Agents", found.agents.map(agentOption)),
      field("Note", note, "optional, the customer does not see it"),
    ],
    action: "Assign",
    submit: async (form) => {
      const [, id] = split(form.get("to"));
      const agent = found.agents.find((each) => each.id === id);
      await assign(handoff, agent, form.get("note").trim());
      done();
    },
  });
}

// Who is there except one agent; null, and a toast why, if that cannot be known now.
async function colleagues(except) {
  try {
    const { agents, queues } = await get("/desk/api/colleagues");
    return { agents: agents.filter(({ id }) => id !== except), queues };
  } catch (problem) {
    toast(problem.message, "bad");
    return null;
  }
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
  return option({ name: "to", value: `queue:${name}`, label, hint: "" });
}

function split(value) {
  const colon = value.indexOf(":");
  return [value.slice(0, colon), value.slice(colon + 1)];
}
