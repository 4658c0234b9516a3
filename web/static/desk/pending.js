// Replies on their way, under the transcript until it shows them.

import { el, icon } from "../kit/dom.js";
import { discard } from "./outbox.js";
import { state, watch } from "./state.js";
import { typed } from "./words.js";

export const element = el("div", { class: "said pending" });
let giveBack = () => {};

// `returnText` takes a refused reply's words; `following(add)` adds and keeps the end in sight.
export function start(returnText, following) {
  giveBack = returnText;
  watch(["unsent", "conversation", "connection"], () => draw(following));
}

function draw(following) {
  const own = state.unsent.filter((reply) => reply.conversation === state.conversation);
  if (!own.length && !element.children.length) return;
  following(() => element.replaceChildren(...own.map(reply)));
}

function reply(waiting) {
  const refused = waiting.status === "refused";
  return el(
    "article",
    { class: `message agent ${refused ? "refused" : ""}` },
    el("div", { class: "bubble" }, el("p", { class: "typed" }, typed(waiting.text))),
    refused
      ? el(
          "p",
          { class: "reply-status", role: "alert" },
          icon("warning"),
          `Not sent. ${waiting.reason} `,
          el(
            "button",
            { type: "button", class: "quiet", onclick: () => takeBack(waiting) },
            "Back into the reply box",
          ),
          el(
            "button",
            { type: "button", class: "quiet", onclick: () => discard(waiting) },
            "Discard",
          ),
        )
      : el("p", { class: "reply-status" }, icon("clock"), statusOf(waiting)),
  );
}

function statusOf(waiting) {
  if (waiting.status === "sent") return "Sent, on its way";
  return state.connection === "live"
    ? "Sending…"
    : "Kept here, sent as soon as the desk is connected";
}

function takeBack(waiting) {
  discard(waiting);
  giveBack(waiting.text);
}
