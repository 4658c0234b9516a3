/** What was said, noted, or is on its way, as elements of the transcript. */

import { html, icon } from "../../kit/html.js";
import { clock } from "../../kit/time.js";
import { putBack } from "../composer/composer.js";
import { keepTold } from "../composer/drafts.js";
import { outbox } from "../composer/outbox.js";
import { customerName, names } from "../parts.js";
import { state } from "../store.js";
import { markdown, typed } from "../words.js";
import { botWords } from "./cards.js";
import { changes, failure, viaOf } from "./channels.js";
import { filesOf } from "./files.js";
import { original } from "./mail.js";

/** Return the element of something that stands in the transcript, see in_order.js. */
export function element(item) {
  if (item.note) return note(item.note);
  const { utterance } = item;
  return html`${item.day ? html`<p class="day">${item.day}</p>` : null}
    ${utterance.author === "notice" ? notice(utterance) : message(item)}`;
}

function note({ staff_name: name, mine, text, at }) {
  return html`<article class="note">
    <p class="byline">
      ${icon("note")}<b>${mine ? "You" : name}</b><span>note for the team</span>
      <time datetime=${at}>${clock(at)}</time>
    </p>
    ${typed(text)}
  </article>`;
}

function notice({ seq, text, at }) {
  return html`<p class="notice" dir="auto" data-seq=${seq}>${text} ${stamp(at)}</p>`;
}

function message({ utterance, follows, pressed, seen, failed }) {
  const { author, content, seq, at } = utterance;
  const via = viaOf(utterance);
  const isPress = author === "customer" && content.choice;
  return html`<article class=${names("message", author, follows && "follows")} data-seq=${seq}>
    <p class="byline"><b>${nameOf(utterance)}</b>${via ? html`<span>${via}</span>` : null}${stamp(at)}</p>
    <div class=${names("bubble", isPress && "pressed-button")}>
      ${isPress ? icon("tap") : null}
      ${utterance.text || author === "bot" ? wordsOf(utterance, pressed) : null}
      ${filesOf(utterance)}
      ${seen ? html`<span class="seen-mark">${seen}</span>` : null}
    </div>
    ${original(utterance)} ${changes(utterance)} ${failure(utterance, failed)}
  </article>`;
}

// As the customer sees it: what they type is words alone, what they are sent may be Markdown.
function wordsOf(utterance, pressed) {
  const { author, text } = utterance;
  if (author === "bot") return botWords(utterance, pressed);
  return author === "agent" ? markdown(text, true) : typed(text);
}

function nameOf({ author, agent, name }) {
  if (author === "customer") return customerName({ customer: state.context.profile.name });
  if (author === "bot") return "Assistant";
  return agent === state.me.id ? "You" : name;
}

function stamp(at) {
  return html`<time datetime=${at} title=${new Date(at).toLocaleString()}>${clock(at)}</time>`;
}

export function pending() {
  const own = state.unsent.filter((reply) => reply.conversation === state.conversation);
  return html`<div class="said pending">${own.map(onItsWay)}</div>`;
}

function onItsWay(reply) {
  const isRefused = reply.state === "failed";
  return html`<article class="message agent ${isRefused ? "refused" : ""}">
    <div class="bubble">
      ${reply.text ? markdown(reply.text, true) : null}
      ${reply.files?.map(({ name }) => html`<p class="file-waiting">${icon("page")}${name}</p>`)}
    </div>
    ${isRefused ? refusal(reply) : html`<p class="reply-status">${icon("clock")}${status(reply)}</p>`}
  </article>`;
}

function refusal(reply) {
  return html`<p class="reply-status" role="alert">
    ${icon("warning")}Not sent. ${reply.problem}
    <button type="button" class="quiet" @click=${() => takeBack(reply)}>Back into the reply box</button>
    <button type="button" class="quiet" @click=${() => outbox.remove(reply.id)}>Discard</button>
  </p>`;
}

function status(reply) {
  if (reply.state === "sent") return "Sent, on its way";
  return state.connection === "live"
    ? "Sending…"
    : "Kept here, sent as soon as the desk is connected";
}

function takeBack(reply) {
  outbox.remove(reply.id);
  putBack(reply.text);
  keepTold(...(reply.told ?? []));
}
