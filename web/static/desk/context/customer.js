/** Who the customer is, and where this conversation comes from. */

import { html } from "../../kit/html.js";
import { clock, dayAndTime } from "../../kit/time.js";
import { openHandoff } from "../store.js";
import { link } from "../words.js";

export function customer({ profile }) {
  return facts([
    ["Name", profile.name || "unknown"],
    ["Identity", profile.verified ? "verified by your site" : "not signed in"],
    ["Segment", profile.segment_label],
    profile.customer && ["Customer no.", profile.customer],
    ...profile.facts.map(({ name, value }) => [readable(name), value]),
  ]);
}

export function origin({ channel, started_at: startedAt, page, pages: visited }) {
  const handoff = openHandoff();
  return [
    facts([
      ["Channel", channel === "web" ? "website chat" : channel],
      ["Started", dayAndTime(startedAt)],
      handoff && ["Handed off", dayAndTime(handoff.opened_at)],
      handoff && ["Queue", handoff.queue_label],
    ]),
    visited.length
      ? pages(visited)
      : facts([["Began on", link(page, shortAddress(page)) || "unknown page"]]),
  ];
}

// Where on the site they have been, the latest first.
function pages(visited) {
  return html`<p class="muted pages-title">${visited.length === 1 ? "Page visited" : "Pages visited"}</p>
    <ul class="pages">
      ${visited.toReversed().map(
        ({ url, title, at }) => html`<li>
          <span class="page-name" title=${url}>${link(url, title || shortAddress(url))}</span>
          <time class="muted" datetime=${at}>${clock(at)}</time>
        </li>`,
      )}
    </ul>`;
}

function facts(rows) {
  return html`<dl class="facts">
    ${rows.filter(Boolean).map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}
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
