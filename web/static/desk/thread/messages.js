/** One utterance or note as an element of the transcript. */

import { html, icon } from "../../kit/html.js";
import { clock } from "../../kit/time.js";
import { customerName, names } from "../parts.js";
import { state } from "../store.js";
import { typed } from "../words.js";
import { botWords } from "./cards.js";

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
  return html`<p class="notice" data-seq=${seq}>${text} ${stamp(at)}</p>`;
}

function message({ utterance, follows, pressed, seen }) {
  const { author, content, seq, text, at } = utterance;
  const isPress = author === "customer" && content.choice;
  return html`<article class=${names("message", author, follows && "follows")} data-seq=${seq}>
    <p class="byline"><b>${nameOf(utterance)}</b>${stamp(at)}</p>
    <div class=${names("bubble", isPress && "pressed-button")}>
      ${isPress ? icon("tap") : null}
      ${author === "bot" ? botWords(utterance, pressed) : typed(text)}
      ${seen ? html`<span class="seen-mark">${seen}</span>` : null}
    </div>
  </article>`;
}

function nameOf({ author, agent, name }) {
  if (author === "customer") return customerName({ customer: state.context.profile.name });
  if (author === "bot") return "Assistant";
  return agent === state.me.id ? "You" : name;
}

function stamp(at) {
  return html`<time datetime=${at} title=${new Date(at).toLocaleString()}>${clock(at)}</time>`;
}
