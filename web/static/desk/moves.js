// What an agent does with a handoff; each move shows its outcome, also when somebody was faster.

import { post } from "../kit/api.js";
import { readQueue, signedOut } from "./connection.js";
import { refresh } from "./opening.js";
import { change, customerName, state } from "./state.js";
import { toast } from "../kit/toast.js";

let claimed = 0; // the handoff whose claim is on its way

export async function claim(handoff) {
  claimed = handoff.id;
  try {
    await move(handoff, "claim");
  } finally {
    claimed = 0;
  }
}

// Whether this page is claiming a handoff just now; its news may be here before the answer is.
export function isBeingClaimed(handoff) {
  return handoff?.id === claimed;
}

export async function release(handoff) {
  if (await move(handoff, "release")) toast(`${customerName(handoff)} is back in the queue.`);
}

// `to`: {to_agent} or {to_queue}, with a note; rejects with the reason.
export async function transfer(handoff, to, name) {
  take(await post(pathOf(handoff, "transfer"), to));
  toast(`${customerName(handoff)} goes to ${name}.`);
}

// `end`: {outcome, note}; rejects with the reason.
export async function resolve(handoff, end) {
  take(await post(pathOf(handoff, "resolve"), end));
  document.querySelector(".foot-note .next")?.focus();
}

async function move(handoff, name) {
  try {
    take(await post(pathOf(handoff, name)));
    return true;
  } catch (problem) {
    if (problem.signedOut) signedOut();
    else toast(await explain(problem, handoff), "bad");
    return false;
  }
}

// Puts the moved handoff in its old one's place, until the live queue brings the new order.
export function take(moved) {
  const ended = moved.ended_at !== null;
  const rest = state.queue.filter((other) => other.id !== moved.id);
  const kept = state.queue.map((other) => (other.id === moved.id ? { ...other, ...moved } : other));
  if (state.packet?.handoff?.id === moved.id)
    change({ packet: { ...state.packet, handoff: moved } });
  change({ queue: ended ? rest : kept });
}

async function explain(problem, handoff) {
  if (problem.status !== 409) return problem.message;
  await readQueue();
  const now = state.queue.find((other) => other.id === handoff.id);
  if (problem.name === "HandoffAlreadyClaimed" && now?.agent_name) {
    return `${now.agent_name.split(" ")[0]} has just claimed this one.`;
  }
  refresh();
  return problem.message;
}

function pathOf(handoff, name) {
  return `/desk/api/handoffs/${handoff.id}/${name}`;
}
