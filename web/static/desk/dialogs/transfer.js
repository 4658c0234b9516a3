/** To whom a conversation goes: a colleague, or another queue. */

import { get } from "../../kit/api.js";
import { ask, option, textField } from "../../kit/dialog.js";
import { html } from "../../kit/html.js";
import { limits } from "../../kit/limits.js";
import { complain } from "../../kit/toast.js";
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
      textField("note", "Note for whoever takes it", {
        max: limits.comment,
        rows: 3,
        required: true,
        hint: "the customer does not see it",
        placeholder: "What you know and what is still to be done",
      }),
    ],
    action: "Transfer",
    submit: ({ to, note }) => {
      const agent = found.agents.find(({ id }) => to === `agent:${id}`);
      if (agent) return transfer(handoff, { to_agent: agent.id, note }, agent.name);
      const { name, label } = elsewhere.find((queue) => to === `queue:${queue.name}`);
      return transfer(handoff, { to_queue: name, note }, label);
    },
  });
}

/** Who leads the team gives it to somebody. */
export async function askWhoTakes(handoff, done = () => {}) {
  const found = await colleagues(handoff.agent);
  if (!found) return;
  const hint = "optional, the customer does not see it";
  ask({
    title: `Who takes the conversation with ${customerName(handoff)}?`,
    body: [
      choices("Agents", found.agents.map(agentOption)),
      textField("note", "Note", { max: limits.comment, rows: 2, hint }),
    ],
    action: "Assign",
    submit: async ({ to, note }) => {
      const agent = found.agents.find(({ id }) => to === `agent:${id}`);
      await assign(handoff, agent, note);
      done();
    },
  });
}

// Who is there except one agent; nothing, and a toast why, if that cannot be known now.
async function colleagues(except) {
  const found = await get("/desk/api/colleagues").catch(complain);
  return found && { ...found, agents: found.agents.filter(({ id }) => id !== except) };
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
