/** Who the customer is, where this conversation comes from, and what they came with before. */

import { get } from "../../kit/api.js";
import { at } from "../../kit/base.js";
import { html } from "../../kit/html.js";
import { clock, day, dayAndTime } from "../../kit/time.js";
import { addressOf } from "../parts.js";
import { openHandoff, set, state } from "../store.js";
import { inline, link } from "../words.js";
import { mailing } from "./mailing.js";

const AUTHORS = { customer: "Customer", bot: "Assistant", notice: "" };

export function customer({ profile, written, conversation }) {
  return [
    known(profile, written ?? []),
    html`<p><a href=${pageOf(conversation)}>Everything about this customer</a></p>`,
  ];
}

function pageOf(conversation) {
  return at(`/desk/customers/${encodeURIComponent(conversation)}`);
}

function known(profile, written) {
  return facts([
    ["Name", profile.name || "unknown"],
    ["Identity", profile.verified ? "verified by your site" : "not signed in"],
    ["Segment", profile.segment_label],
    profile.customer && ["Customer no.", profile.customer],
    ...[...profile.facts, ...written].map(({ name, value }) => [readable(name), value]),
  ]);
}

export function origin({
  channel,
  started_at: startedAt,
  page,
  pages: visited,
  mails_to: mailsTo,
}) {
  const handoff = openHandoff();
  return [
    facts([
      ["Channel", channel === "web" ? "website chat" : channel],
      ["Started", dayAndTime(startedAt)],
      handoff && ["Handed off", dayAndTime(handoff.opened_at)],
      handoff && ["Queue", handoff.queue_label],
      handoff?.language && ["Writes in", handoff.language_name],
    ]),
    html`<p class="keep">${link(transcriptOf("page"), "Save as a page")} · ${link(transcriptOf("text"), "as text")}</p>`,
    mailing({ mails_to: mailsTo }),
    visited.length ? pages(visited) : null,
    // A messenger has no page.
    !visited.length && channel === "web"
      ? facts([["Began on", link(page, shortAddress(page)) || "unknown page"]])
      : null,
  ];
}

function transcriptOf(form) {
  return `/desk/api/conversations/${encodeURIComponent(state.conversation)}/transcript?as=${form}`;
}

/** Folded: a line each, the words when opened. */
export function earlier({ earlier: conversations }) {
  return html`<ul class="earlier">
    ${conversations.map(
      (past) => html`<li>
        <details @toggle=${(event) => event.target.open && unfold(past.conversation)}>
          <summary>
            <span class="earlier-question" dir="auto">${past.first_question || "Nothing was asked"}</span>
            <span class="muted">${outcomeOf(past)}</span>
          </summary>
          <div class="earlier-words">${wordsOf(past.conversation)}</div>
        </details>
      </li>`,
    )}
  </ul>`;
}

// Where on the site they have been, the latest first.
function pages(visited) {
  return html`<p class="muted pages-title">${visited.length === 1 ? "Page visited" : "Pages visited"}</p>
    <ul class="pages">
      ${visited.toReversed().map(
        ({ url, title, at }) => html`<li>
          <span class="page-name" dir="auto" title=${url}>${link(url, title || shortAddress(url))}</span>
          <time class="muted" datetime=${at}>${clock(at)}</time>
        </li>`,
      )}
    </ul>`;
}

function facts(rows) {
  return html`<dl class="facts">
    ${rows.filter(Boolean).map(([name, value]) => html`<div><dt>${name}</dt><dd dir="auto">${value}</dd></div>`)}
  </dl>`;
}

function readable(name) {
  const words = name.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function shortAddress(address) {
  try {
    const { host, pathname } = new URL(address, location.href);
    return host === location.host ? pathname : host + pathname;
  } catch {
    return address;
  }
}

function outcomeOf({ started_at: startedAt, outcome_words: outcome, score }) {
  return [day(startedAt), outcome, score && `effort ${score} of 5`].filter(Boolean).join(" · ");
}

function wordsOf(conversation) {
  const { transcript, has_earlier: isCut, problem } = state.unfolded[conversation] ?? {};
  if (problem) return html`<p class="problem">${problem}</p>`;
  if (!transcript) return html`<p class="muted">Opening…</p>`;
  return [
    isCut && html`<p class="muted">Its last ${transcript.length} messages</p>`,
    transcript.map(line),
    html`<p><a href=${addressOf(conversation)}>Open this conversation</a></p>`,
  ];
}

async function unfold(conversation) {
  if (state.unfolded[conversation]) return;
  const path = `/desk/api/conversations/${encodeURIComponent(conversation)}`;
  const read = await get(path).catch(({ message }) => ({ problem: message }));
  set({ unfolded: { ...state.unfolded, [conversation]: read } });
}

function line({ author, name, text }) {
  const who = author === "agent" ? name : AUTHORS[author];
  const words = author === "customer" ? text : inline(text);
  return html`<p class=${author} dir="auto">${who ? html`<b>${who} </b>` : null}${words}</p>`;
}
