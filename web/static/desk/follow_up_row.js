// One follow-up: what is owed to whom, by whom and until when.

import { el, icon } from "../kit/dom.js";
import { leads } from "./state.js";
import { when } from "../kit/time.js";
import { link } from "./words.js";

// `actions`: claim(item), and finish(item, outcome), which may reject with a reason.
export function followUpRow(item, actions) {
  return el(
    "li",
    { class: `follow-up ${item.kind}${item.overdue ? " overdue" : ""}` },
    badge(item),
    el(
      "div",
      { class: "follow-up-body" },
      el(
        "h3",
        {},
        item.customer || "Anonymous customer",
        item.verified && el("span", { class: "chip good" }, icon("check"), "verified"),
      ),
      words(item),
      item.outcome && el("p", { class: "result" }, item.outcome),
      meta(item),
      !item.done_at &&
        el(
          "div",
          { class: "follow-up-actions" },
          claimButton(item, actions),
          finishing(item, actions),
        ),
    ),
  );
}

function badge({ kind, kind_label: label, score, label: effort }) {
  if (kind !== "effort")
    return el(
      "p",
      { class: `badge ${kind}` },
      icon(kind === "promised" ? "clock" : "warning"),
      label,
    );
  return el(
    "p",
    { class: "badge score", dataset: { score } },
    el("b", {}, score),
    el("span", {}, `${effort} effort`),
  );
}

function words({ words: owed, comment }) {
  return [
    owed && el("p", { class: "owed-words" }, owed),
    comment && el("blockquote", {}, comment),
    !owed && !comment && el("p", { class: "muted" }, "No comment."),
  ].filter(Boolean);
}

function meta(item) {
  return el(
    "p",
    { class: "meta" },
    item.done_at
      ? el("span", {}, `${item.done_by}, ${when(item.done_at)}`)
      : el(
          "span",
          { class: item.overdue ? "due chip bad" : "due" },
          `${item.overdue ? "Overdue since" : "Due"} ${when(item.due_at)}`,
        ),
    !item.done_at &&
      el("span", {}, item.owner ? `Owner: ${item.mine ? "you" : item.owner_name}` : "No owner yet"),
    item.contact && el("span", {}, "Answer to ", contactLink(item.contact)),
    el(
      "a",
      { href: `/desk?conversation=${encodeURIComponent(item.conversation)}` },
      "Read the conversation",
    ),
  );
}

function contactLink(contact) {
  return link(
    contact.includes("@") ? `mailto:${contact}` : `tel:${contact.replace(/[^\d+]/g, "")}`,
    contact,
  );
}

function claimButton(item, { claim }) {
  if (item.mine || (item.owner && !leads())) return null;
  return el(
    "button",
    { class: "secondary", type: "button", onclick: () => claim(item) },
    item.owner ? "Take over" : "Take it",
  );
}

function finishing(item, { finish }) {
  const box = el("textarea", {
    name: "outcome",
    rows: "1",
    maxlength: "1000",
    required: true,
    placeholder: "Called back; the refund arrived this morning.",
  });
  const problem = el("p", { class: "problem", role: "alert", hidden: true });
  const button = el("button", { class: "primary", type: "submit" }, "Mark as done");
  const form = el(
    "form",
    { class: "outcome" },
    el("label", {}, el("span", {}, "What came of it?"), box),
    button,
    problem,
  );
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    button.disabled = true;
    problem.hidden = true;
    try {
      await finish(item, box.value.trim());
    } catch (error) {
      problem.textContent = error.message;
      problem.hidden = false;
      button.disabled = false;
    }
  });
  const details = el("details", { class: "finish" }, el("summary", {}, "Mark as done…"), form);
  details.addEventListener("toggle", () => details.open && box.focus());
  return details;
}
