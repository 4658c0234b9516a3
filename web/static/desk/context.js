// The right pane: why they are here, who they are, and what getting help has cost them so far.

import { customer, origin } from "./context_customer.js";
import { earlier } from "./context_earlier.js";
import { articles, effort, mood } from "./context_effort.js";
import { owed, why } from "./context_why.js";
import { el } from "../kit/dom.js";
import { KeyedList } from "../kit/keyed_list.js";
import { openHandoff, state, watch } from "./state.js";
import { tick } from "../kit/time.js";

// Each section with what it shows; it is drawn again only if that has changed.
const SECTIONS = [
  {
    title: "Why a person",
    body: why,
    of: ({ reason, summary, effort }) => [reason, summary, effort.first_question, openHandoff()],
  },
  {
    title: "Owed to this customer",
    body: owed,
    of: ({ follow_ups }) => follow_ups,
    unless: ({ follow_ups }) => !follow_ups.length,
  },
  {
    title: "Mood",
    body: mood,
    of: (packet) => packet.mood,
    unless: (packet) => packet.mood.state === "calm",
  },
  {
    title: "Effort so far",
    body: effort,
    of: (packet) => [{ ...packet.effort, minutes_since_first_question: 0 }, packet.survey],
  },
  { title: "What the assistant showed", body: articles, of: ({ effort }) => effort.articles },
  { title: "Customer", body: customer, of: ({ profile }) => profile },
  {
    title: "Earlier conversations",
    body: earlier,
    of: (packet) => packet.earlier,
    unless: (packet) => !packet.earlier.length,
  },
  {
    title: "This conversation",
    body: origin,
    of: (packet) => [packet.pages, openHandoff()?.queue],
  },
];
const pane = document.getElementById("context");
const list = new KeyedList(pane, ({ title, body }) =>
  el("section", {}, el("h2", {}, title), body(state.packet)),
);

export function start() {
  watch(["packet", "queue", "conversation"], draw);
  draw();
}

function draw() {
  const { packet } = state;
  const shown = packet ? SECTIONS.filter(({ unless }) => !unless?.(packet)) : [];
  list.draw(
    shown,
    ({ title }) => title,
    ({ of }) => [packet.conversation, of(packet)],
  );
  tick(pane);
}
