/** An agent's replies on their way: kept on this device until the record shows them. */

import { Problem, post } from "../../kit/api.js";
import { readKept } from "../../kit/kept.js";
import { Outbox } from "../../kit/outbox.js";
import { remember, rememberedUnder } from "../../kit/storage.js";
import { set, state } from "../store.js";

/** @import { State } from "../types" */

const AWAY = new Problem(0, "SignedOut", "Sign in again.");

// A key for each, so that two tabs of one agent never write over each other's.
const storage = {
  read: () =>
    rememberedUnder(prefix())
      .map((text) => ({ state: "queued", ...readKept(text, {}) }))
      .sort((a, b) => Number(new Date(a.at)) - Number(new Date(b.at))),
  write: (entries) => {
    const kept = new Set(entries.map(({ id }) => id));
    for (const { id } of storage.read()) if (!kept.has(id)) remember(prefix() + id, null);
    for (const entry of entries) remember(prefix() + entry.id, JSON.stringify(entry));
  },
};

export const outbox = new Outbox({ storage, deliver, onChange: show });

/** Take up what this device remembers. */
export function load() {
  show(outbox.entries);
  outbox.flush();
}

/** Take replies out that the record shows by now. */
export function settle(utterances) {
  const recorded = new Set(utterances.map(({ message }) => message));
  if (!state.unsent.some(({ id }) => recorded.has(id))) return;
  outbox.remove(...recorded);
  show(outbox.entries);
}

/** @param {State["unsent"][number]} reply */
async function deliver({ handoff, id, text, files, told = [] }) {
  if (state.connection === "signed_out") throw AWAY;
  const attachments = files?.map(({ id, alt }) => ({ id, alt }));
  const words = { id, text, told: told.map(({ slug }) => slug) };
  const said = attachments ? { ...words, attachments } : words;
  await post(`/desk/api/handoffs/${handoff}/messages`, said).catch((problem) => {
    throw problem.signedOut ? AWAY : problem;
  });
}

function show(unsent) {
  set({ unsent });
}

function prefix() {
  return `effie.reply.${state.me.id}.`;
}
