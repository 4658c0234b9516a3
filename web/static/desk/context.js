// The right pane: why they are here, who they are, and what getting help has cost them so far.

import { confidence, el } from "./dom.js";
import { openHandoff, state, watch } from "./state.js";
import { showUtterance } from "./thread.js";
import { dayAndTime, tick } from "./time.js";
import { link } from "./words.js";

const pane = document.getElementById("context");

export function start() {
  watch(["packet", "queue", "conversation"], draw);
  draw();
}

function draw() {
  if (!state.conversation || !state.packet) {
    pane.replaceChildren();
    return;
  }
  const scrolled = pane.scrollTop;
  const { packet } = state;
  pane.replaceChildren(why(packet), effort(packet), articles(packet), customer(packet), origin(packet));
  tick(pane);
  pane.scrollTop = scrolled;
}

function section(title, ...children) {
  return el("section", {}, el("h2", {}, title), ...children);
}

function why(packet) {
  const question = packet.effort.first_question;
  return section(
    "Why a person",
    el("p", { class: "reason" }, packet.reason || "Not handed off."),
    question && el("blockquote", { title: "The customer's first question" }, question),
  );
}

function effort({ effort: cost, survey }) {
  const failed = cost.failed_answers;
  return section(
    "Effort so far",
    el(
      "dl",
      { class: "figures" },
      figure(cost.turns, cost.turns === 1 ? "message" : "messages"),
      figure(failed, failed === 1 ? "failed answer" : "failed answers", failed > 0 && "bad"),
      cost.first_at && figure(el("span", { dataset: { since: cost.first_at } }), "since first asked"),
    ),
    survey && el("p", { class: "survey" }, survey.score ? scored(survey) : "Effort question asked, not answered yet."),
    survey?.comment && el("blockquote", {}, survey.comment),
  );
}

function scored({ score, label }) {
  return [el("span", { class: `chip ${score >= 4 ? "bad" : "good"}` }, `${score} of 5`), ` ${label} effort, says the customer`];
}

function figure(value, label, kind) {
  return el("div", { class: kind || null }, el("dd", {}, value), el("dt", {}, label));
}

function articles({ effort: { articles: shown } }) {
  if (!shown.length) return section("What the assistant showed", el("p", { class: "muted" }, "No article."));
  return section("What the assistant showed", el("ul", { class: "articles" }, shown.map(article)));
}

function article({ title, url, confidence: sure, helped, seq }) {
  return el(
    "li",
    {},
    el("p", {}, link(url, title)),
    el(
      "p",
      { class: "article-foot" },
      sure === null ? el("span", { class: "muted" }, "chosen by the customer") : confidence(sure),
      helped === false && el("span", { class: "chip bad" }, "did not help"),
      helped === true && el("span", { class: "chip good" }, "helped"),
      el("button", { class: "quiet", type: "button", onclick: () => showUtterance(seq) }, "Show"),
    ),
  );
}

function customer({ profile }) {
  return section(
    "Customer",
    facts([
      ["Name", profile.name || "unknown"],
      ["Identity", profile.verified ? "verified by your site" : "not signed in"],
      ["Segment", profile.segment_label],
      profile.customer && ["Customer no.", profile.customer],
      ...profile.facts.map(({ name, value }) => [readable(name), value]),
    ]),
  );
}

function origin(packet) {
  const handoff = openHandoff();
  return section(
    "Conversation",
    facts([
      ["Channel", packet.channel === "web" ? "website chat" : packet.channel],
      ["Began on", link(packet.page, shortAddress(packet.page)) || "unknown page"],
      ["Started", dayAndTime(packet.started_at)],
      handoff && ["Handed off", dayAndTime(handoff.opened_at)],
      handoff && ["Queue", handoff.queue_label],
    ]),
  );
}

function facts(rows) {
  return el("dl", { class: "facts" }, rows.filter(Boolean).map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, value))));
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
