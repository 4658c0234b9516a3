/** The right pane: why they are here, who they are, and what getting help has cost them so far. */

import { byId } from "../../kit/dom.js";
import { html, keyed, render } from "../../kit/html.js";
import { onChange, state } from "../store.js";
import { channels } from "./channels.js";
import { customer, earlier, origin } from "./customer.js";
import { manner } from "./manner.js";
import * as next from "./next.js";
import { reminders } from "./reminders.js";
import { tags } from "./tags.js";
import { watching } from "./watching.js";
import { mood } from "./mood.js";
import { articles, effort, owed, why } from "./why.js";

// Each section with what it shows, and when there is anything to show.
const SECTIONS = [
  { title: "Why a person", body: why },
  { title: "Tags", body: tags, has: (context) => context.labels?.all_tags.length },
  { title: "Owed to this customer", body: owed, has: (context) => context.follow_ups.length },
  { title: "Your reminders", body: reminders, has: (context) => context.reminders?.length },
  { title: "Mood", body: mood, has: ({ moods }) => moods?.some(({ state }) => state !== "calm") },
  { title: "What helps them", body: manner, has: (context) => context.manner },
  { title: "Effort so far", body: effort },
  { title: "What the assistant showed", body: articles },
  {
    title: "Usually comes next",
    body: next.usualNext,
    has: (context) => context.usual_next?.length,
  },
  { title: "Customer", body: customer },
  {
    title: "On which channels",
    body: channels,
    has: (context) => context.channels.length || context.offer?.length,
  },
  { title: "Earlier conversations", body: earlier, has: (context) => context.earlier.length },
  { title: "Watching", body: watching, has: (context) => context.watching },
  { title: "This conversation", body: origin },
];
const pane = byId("context");

/** `write()` makes room for the reply that something here begins. */
export function start({ write }) {
  next.start({ write });
  onChange(() => render(sections(state.context), pane));
}

function sections(context) {
  if (!context) return null;
  const parts = SECTIONS.map(({ title, body, has = () => true }) =>
    has(context) ? html`<section><h2>${title}</h2>${body(context)}</section>` : null,
  );
  return keyed(context.conversation, parts);
}
