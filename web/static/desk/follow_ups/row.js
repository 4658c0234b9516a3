/** One follow-up: what is owed to whom, by whom and until when. */

import { html, icon } from "../../kit/html.js";
import { when } from "../../kit/time.js";
import { addressOf, chip, customerName, names } from "../parts.js";
import { leads, state } from "../store.js";
import { link } from "../words.js";

/** `actions`: claim(item) and finish(item, outcome). */
export function followUpRow(item, actions) {
  const { kind, overdue, verified, outcome, done_at: doneAt } = item;
  return html`<li class=${names("follow-up", kind, overdue && "overdue")}>
    ${badge(item)}
    <div class="follow-up-body">
      <h3>${customerName(item)}${verified ? chip("good", "verified", icon("check")) : null}</h3>
      ${words(item)}
      ${outcome ? html`<p class="result">${outcome}</p>` : null}
      <p class="meta">${meta(item)}</p>
      ${
        doneAt
          ? null
          : html`<div class="follow-up-actions">${claimButton(item, actions)}${finishing(item, actions)}</div>`
      }
    </div>
  </li>`;
}

function badge({ kind, kind_label: label, score, label: effort }) {
  if (kind === "effort")
    return html`<p class="badge score" data-score=${score}><b>${score}</b><span>${effort} effort</span></p>`;
  return html`<p class="badge ${kind}">${icon(kind === "promised" ? "clock" : "warning")}${label}</p>`;
}

function words({ words: owed, comment }) {
  if (!owed && !comment) return html`<p class="muted">No comment.</p>`;
  return [
    owed ? html`<p class="owed-words">${owed}</p>` : null,
    comment ? html`<blockquote>${comment}</blockquote>` : null,
  ];
}

function meta(item) {
  const owner = item.mine ? "you" : item.owner_name;
  return html`${item.done_at ? html`<span>${item.done_by}, ${when(item.done_at)}</span>` : due(item)}
    ${item.done_at ? null : html`<span>${item.owner ? `Owner: ${owner}` : "No owner yet"}</span>`}
    ${item.contact ? html`<span>Answer to ${contactLink(item.contact)}</span>` : null}
    <a href=${addressOf(item.conversation)}>Read the conversation</a>`;
}

function due({ overdue, due_at: dueAt }) {
  return html`<span class=${overdue ? "due chip bad" : "due"}>${overdue ? "Overdue since" : "Due"} ${when(dueAt)}</span>`;
}

function contactLink(contact) {
  const isMail = contact.includes("@");
  return link(isMail ? `mailto:${contact}` : `tel:${contact.replace(/[^\d+]/g, "")}`, contact);
}

function claimButton(item, { claim }) {
  if (item.mine || (item.owner && !leads())) return null;
  return html`<button class="secondary" type="button" @click=${() => claim(item)}>
    ${item.owner ? "Take over" : "Take it"}
  </button>`;
}

function finishing(item, { finish }) {
  const { isBusy, problem } = state.finishing?.id === item.id ? state.finishing : {};
  const submit = (event) => {
    event.preventDefault();
    finish(item, event.target.elements.outcome.value.trim());
  };
  return html`<details class="finish" @toggle=${focusBox}>
    <summary>Mark as done…</summary>
    <form class="outcome" @submit=${submit}>
      <label>
        <span>What came of it?</span>
        <textarea name="outcome" rows="1" maxlength="1000" required
          placeholder="Called back; the refund arrived this morning."></textarea>
      </label>
      <button class="primary" type="submit" ?disabled=${isBusy}>Mark as done</button>
      <p class="problem" role="alert" ?hidden=${!problem}>${problem}</p>
    </form>
  </details>`;
}

function focusBox({ target }) {
  if (target.open) target.querySelector("textarea").focus();
}
