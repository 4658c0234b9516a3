/** Who the open conversation is with, and what may be done with it now. */

import { html, icon, repeat } from "../../kit/html.js";
import { clock, when } from "../../kit/time.js";
import { use } from "../composer/composer.js";
import { askUntilWhen } from "../dialogs/later.js";
import { askHowItEnded } from "../dialogs/resolve.js";
import { askWhereTo, askWhoTakes } from "../dialogs/transfer.js";
import { names, since } from "../parts.js";
import { isMine, leads, openHandoff, state } from "../store.js";
import { claim, release, reopen } from "./moves.js";

// `key`: does the same as the button.
const ACTIONS = {
  claim: { act: claim, drawing: "check", key: "c", title: "Claim" },
  release: { act: release, drawing: "return", key: "x", title: "Put back into the queue" },
  transfer: {
    act: askWhereTo,
    drawing: "swap",
    key: "t",
    title: "To a colleague or another queue",
  },
  snooze: { act: askUntilWhen, drawing: "clock", key: "z", title: "Put aside until later" },
  wake: { act: claim, drawing: "return", key: "c", label: "Take back", title: "Take it back now" },
  resolve: { act: askHowItEnded, drawing: "check", key: "e", title: "Resolve" },
  assign: { act: askWhoTakes, drawing: "people", title: "Give it to an agent" },
  reopen: { act: writeAgain, drawing: "return", title: "Open it again and write to the customer" },
  join: { act: writeAgain, drawing: "reply", title: "Take it over and write to the customer" },
  reassign: { act: askWhoTakes, drawing: "people", title: "Give it to another agent" },
};
const PRIMARY = ["claim", "wake", "resolve"];
const OF_MINE = ["release", "snooze", "transfer", "resolve"];

export function head(handoff, ways) {
  const { profile } = state.context;
  return html`<header class="conversation-head">
    ${backButton(ways)}
    <div class="conversation-title">
      <h1>
        <span dir="auto">${profile.name || "Anonymous customer"}</span>
        ${profile.verified ? html`<span class="chip good" title="Signed in on your site">${icon("check")}verified</span>` : null}
      </h1>
      <p class="muted">${subtitle(handoff)}</p>
      ${around()}
    </div>
    <div class="actions">
      ${repeat(
        actionsOf(handoff),
        (name) => name,
        (name) => button(name, handoff),
      )}
    </div>
    <button class="icon-button context-toggle" type="button" aria-label="About this customer"
      title="About this customer (i)" @click=${ways.context}>${icon("info")}</button>
  </header>`;
}

export function backButton({ back }) {
  return html`<button class="icon-button back" type="button" aria-label="Back to the queue"
    @click=${back}>${icon("back")}</button>`;
}

/** Do with the open handoff what a key stands for, if it may be done. */
export function actOnOpen(name) {
  const handoff = openHandoff();
  const isPossible = name === "claim" ? mayClaim(handoff) : isMine(handoff);
  if (isPossible) ACTIONS[name].act(handoff);
}

function mayClaim(handoff) {
  return handoff?.state === "waiting" || (handoff?.state === "snoozed" && handoff.mine);
}

async function writeAgain() {
  if (await reopen()) use("reply");
}

function actionsOf(handoff) {
  if (isMine(handoff)) return OF_MINE;
  if (handoff?.state === "waiting") return leads() ? ["assign", "claim"] : ["claim"];
  if (handoff?.state === "snoozed" && handoff.mine) return ["release", "transfer", "wake"];
  if (["claimed", "snoozed"].includes(handoff?.state))
    return leads() ? ["release", "reassign"] : [];
  if (state.context.reach?.refused) return [];
  return handoff ? ["reopen"] : ["join"];
}

function button(name, handoff) {
  const { title, key, drawing, act, label = capital(name) } = ACTIONS[name];
  const hasKey = key && (["claim", "wake"].includes(name) || isMine(handoff));
  const kind = names(
    PRIMARY.includes(name) ? "primary" : "secondary",
    name === "reassign" ? "assign" : name,
  );
  return html`<button class=${kind} type="button" title=${hasKey ? `${title} (${key})` : title}
    ?disabled=${state.moving !== null} @click=${() => act(handoff)}>
    ${icon(drawing)}<span>${label}</span>
  </button>`;
}

// Which colleagues are here too, and who of them is writing.
function around() {
  const { readers, colleagueTyping: writes } = state;
  const read = readers.filter((name) => name !== writes);
  if (!writes && !read.length) return null;
  const words = [
    writes && `${writes} is writing`,
    read.length && `${read.join(", ")} ${read.length === 1 ? "reads" : "read"} along`,
  ];
  return html`<p class="around">${icon("people")}${words.filter(Boolean).join(" · ")}</p>`;
}

function capital(name) {
  return name[0].toUpperCase() + name.slice(1);
}

function subtitle(handoff) {
  const label = state.context.profile.segment_label;
  if (!handoff) return `${label} · never handed to a person`;
  const isGone = !handoff.ended_at && handoff.customer_here === false;
  return [
    `${label} · ${handoff.queue_label}`,
    handoff.state === "waiting"
      ? [" · waiting ", since(handoff.opened_at, { marksLate: true })]
      : null,
    handoff.state === "claimed"
      ? ` · with ${handoff.mine ? "you" : handoff.agent_name} since ${clock(handoff.claimed_at)}`
      : null,
    handoff.state === "snoozed"
      ? ` · put aside by ${handoff.mine ? "you" : handoff.agent_name} until ${when(handoff.snoozed_until)}, or until they write`
      : null,
    isGone ? " · their page is closed" : null,
  ];
}
