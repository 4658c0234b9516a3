/** One handoff as a line of the queue. */

import { html, ifDefined } from "../../kit/html.js";
import { clock, secondsSince, when } from "../../kit/time.js";
import { chip, customerName, names, shortReason, since } from "../parts.js";
import { state } from "../store.js";
import { addressOfFile } from "../thread/files.js";

// Why it waits again: in short on its line, in full with what is known of the conversation.
const RETURNED = {
  released: { short: "Put back", full: "Put back into the queue" },
  connection_gone: { short: "Came back", full: "Came back: the agent's connection was gone" },
  no_answer: { short: "Came back", full: "Came back: not answered in time" },
  signed_out: { short: "Came back", full: "Came back: the agent signed out" },
  time_up: { short: "Time is up", full: "Came back: the time is up until which it was snoozed" },
  wrote: { short: "Wrote again", full: "Came back: the customer wrote while it was snoozed" },
  transferred: { short: "Transferred", full: "Transferred by a colleague" },
};

export function ticket(handoff, open) {
  const { conversation } = handoff;
  const isUnread = handoff.mine && handoff.needs_reply && handoff.state === "claimed";
  const isKept = handoff.wanted === "other";
  return html`<li><button class=${names("ticket", isUnread && "unread", isKept && "kept")} type="button"
    aria-current=${ifDefined(conversation === state.conversation ? "true" : undefined)}
    @click=${() => open(conversation)}>
    <span class="ticket-name">
      <span dir="auto">${customerName(handoff)}</span>
      ${isUnread ? html`<span class="dot" role="img" aria-label="Waits for your reply"></span>` : null}
    </span>
    ${time(handoff, isUnread)}
    <span class="ticket-preview" dir="auto">${thumbnail(handoff)}${handoff.preview || handoff.reason_words}</span>
    <span class="ticket-foot">${signs(handoff)}<span class="ticket-words">${words(handoff)}</span></span>
  </button></li>`;
}

// The picture that the customer sent last, as small as the line.
function thumbnail({ picture }) {
  if (!picture) return null;
  return html`<img class="thumbnail" src=${addressOfFile(picture, true)} alt="" loading="lazy" />`;
}

/** Return why a handoff waits again, {short, full}. */
export function returned({ returned_why: why }) {
  return RETURNED[why] ?? { short: "Came back", full: "Came back" };
}

function time(handoff, isUnread) {
  const kind = "ticket-time";
  if (isUnread) {
    const at = handoff.unanswered_since ?? handoff.preview_at;
    return since(at, { kind, marksLate: true, title: "Waits for your reply" });
  }
  if (handoff.state === "snoozed")
    return html`<time class=${kind} datetime=${handoff.snoozed_until} title="Comes back">${when(handoff.snoozed_until)}</time>`;
  if (handoff.state === "waiting")
    return since(handoff.opened_at, { kind, marksLate: true, title: "Waiting" });
  return since(handoff.claimed_at, { kind, title: "Since it was claimed" });
}

// What makes this one different from the others, in colour and in words.
function signs(handoff) {
  const label = handoff.sensitive_label;
  const care = label ? chip("bad", label, "bolt") : null;
  const upset = handoff.upset ? chip("bad", "Upset", "bolt") : null;
  const language = handoff.language ? chip("accent", handoff.language_name) : null;
  const left = handoff.customer_here === false ? chip("", "Page closed", "clock") : null;
  const woke = ["time_up", "wrote"].includes(handoff.returned_why);
  const back = handoff.returns > 0 || woke ? chip("warn", returned(handoff).short, "return") : null;
  const answered = handoff.answered ? chip("", "Waits for the customer") : null;
  const due = dueSign(handoff.due);
  if (handoff.state === "snoozed") return [care, upset, language];
  if (handoff.state === "claimed")
    return [care, due, woke ? back : null, upset, language, left ?? answered];
  const { wanted, wanted_name: name, contact } = handoff;
  return [
    care,
    wanted === "me" ? chip("accent", "For you", "star") : null,
    wanted === "other" ? chip("", `Kept for ${name.split(" ")[0]}`, "clock") : null,
    due,
    back,
    upset,
    language,
    left,
    contact ? chip("", `Left a contact, due ${clock(handoff.promised_by)}`, "note") : null,
  ];
}

const DUE = { reply: "Reply", resolution: "Resolution" };

// Told before it is too late, and as long as it is.
function dueSign(due) {
  if (!due || !hasBegun(due.warn_at)) return null;
  const isLate = hasBegun(due.at);
  const words = `${DUE[due.what]} ${isLate ? "was due" : "due"} ${clock(due.at)}`;
  return chip(isLate ? "bad" : "warn", words, "clock");
}

function hasBegun(moment) {
  return secondsSince(moment) > 0;
}

function words(handoff) {
  const isElsewhere = handoff.state !== "waiting" && !handoff.mine;
  const isShown =
    (handoff.upset && handoff.reason === "frustrated") ||
    handoff.reason === "language" ||
    handoff.sensitive_label;
  const reason = isShown ? null : shortReason(handoff);
  return [isElsewhere ? handoff.agent_name : reason, handoff.segment_label]
    .filter(Boolean)
    .join(" · ");
}
