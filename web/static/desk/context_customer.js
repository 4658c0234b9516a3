// Who the customer is, and where this conversation comes from.

import { el } from "../kit/dom.js";
import { openHandoff } from "./state.js";
import { clock, dayAndTime } from "../kit/time.js";
import { link } from "./words.js";

export function customer({ profile }) {
  return facts([
    ["Name", profile.name || "unknown"],
    ["Identity", profile.verified ? "verified by your site" : "not signed in"],
    ["Segment", profile.segment_label],
    profile.customer && ["Customer no.", profile.customer],
    ...profile.facts.map(({ name, value }) => [readable(name), value]),
  ]);
}

export function origin(packet) {
  const handoff = openHandoff();
  return [
    facts([
      ["Channel", packet.channel === "web" ? "website chat" : packet.channel],
      ["Started", dayAndTime(packet.started_at)],
      handoff && ["Handed off", dayAndTime(handoff.opened_at)],
      handoff && ["Queue", handoff.queue_label],
    ]),
    packet.pages.length
      ? pages(packet.pages)
      : facts([["Began on", link(packet.page, shortAddress(packet.page)) || "unknown page"]]),
  ];
}

// Where on the site they have been, the latest first.
function pages(visited) {
  const rows = visited
    .toReversed()
    .map(({ url, title, at }) =>
      el(
        "li",
        {},
        el("span", { class: "page-name", title: url }, link(url, title || shortAddress(url))),
        el("time", { class: "muted", datetime: at }, clock(at)),
      ),
    );
  return [
    el("p", { class: "muted pages-title" }, rows.length === 1 ? "Page visited" : "Pages visited"),
    el("ul", { class: "pages" }, rows),
  ];
}

function facts(rows) {
  return el(
    "dl",
    { class: "facts" },
    rows
      .filter(Boolean)
      .map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, value))),
  );
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
