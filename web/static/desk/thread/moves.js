/** What an agent does with a handoff; each move shows its outcome, also when somebody was faster. */

import { post } from "../../kit/api.js";
import { one } from "../../kit/dom.js";
import { toast } from "../../kit/toast.js";
import { readQueue, signedOut } from "../line.js";
import { customerName } from "../parts.js";
import { moved } from "../reducers.js";
import { set, state, update } from "../store.js";
import { refresh } from "./opening.js";

export function claim(handoff) {
  return move(handoff, "claim");
}

/** Open the conversation again, and take it. False if that was not possible; the reason is shown. */
export async function reopen() {
  const { conversation } = state;
  if (state.moving) return false;
  set({ moving: { id: 0, name: "claim" } });
  try {
    await post(`/desk/api/conversations/${encodeURIComponent(conversation)}/reopen`);
    await readQueue();
    refresh();
    return true;
  } catch (problem) {
    if (problem.signedOut) signedOut();
    else toast(problem.message, "bad");
    return false;
  } finally {
    set({ moving: null });
  }
}

export async function release(handoff) {
  if (await move(handoff, "release")) toast(`${customerName(handoff)} is back in the queue.`);
}

/** Pass it on. `to`: {to_agent} or {to_queue}, with a note; `name`: theirs. Rejects with the reason. */
export async function transfer(handoff, to, name) {
  update(moved, await post(pathOf(handoff, "transfer"), to));
  toast(`${customerName(handoff)} goes to ${name}.`);
}

/** Give it to somebody. Rejects with the reason. */
export async function assign(handoff, agent, note) {
  update(moved, await post(pathOf(handoff, "assign"), { agent: agent.id, note }));
  toast(`${customerName(handoff)} goes to ${agent.name}.`);
}

/** Put it aside. `later`: {until, seq}; until is null for "until they write". */
export async function snooze(handoff, later) {
  update(moved, await post(pathOf(handoff, "snooze"), later));
  toast(`${customerName(handoff)} is put aside, and comes back to your list.`);
}

/** End it. `end`: {outcome, note, contact?, seq}; rejects with the reason. */
export async function resolve(handoff, end) {
  update(moved, await post(pathOf(handoff, "resolve"), end));
  one(".foot-note .next")?.focus();
}

// One at a time: a second press while the first is on its way does nothing.
async function move(handoff, name) {
  if (state.moving) return false;
  set({ moving: { id: handoff.id, name } });
  try {
    update(moved, await post(pathOf(handoff, name)));
    return true;
  } catch (problem) {
    if (problem.signedOut) signedOut();
    else toast(await explain(problem, handoff), "bad");
    return false;
  } finally {
    set({ moving: null });
  }
}

async function explain(problem, handoff) {
  if (problem.status !== 409) return problem.message;
  await readQueue();
  const now = state.queue.find((other) => other.id === handoff.id);
  if (problem.name === "HandoffAlreadyClaimed" && now?.agent_name)
    return `${now.agent_name.split(" ")[0]} has just claimed this one.`;
  refresh();
  return problem.message;
}

function pathOf(handoff, name) {
  return `/desk/api/handoffs/${handoff.id}/${name}`;
}
