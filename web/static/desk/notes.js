// What colleagues write to each other about a conversation. The customer never sees it.

import { post } from "../kit/api.js";
import { el, icon } from "../kit/dom.js";
import { newId } from "../kit/ids.js";
import { noted } from "./opening.js";
import { state } from "./state.js";
import { clock } from "../kit/time.js";
import { typed } from "./words.js";

let attempt = { text: "", id: "" }; // the same words again are the same note

// Keeps a note; rejects with the reason, and may then be tried again.
export async function keepNote(conversation, text) {
  const key = `${conversation} ${text}`;
  if (attempt.text !== key) attempt = { text: key, id: newId() };
  const note = await post(`/desk/api/conversations/${encodeURIComponent(conversation)}/notes`, {
    id: attempt.id,
    text,
  });
  attempt = { text: "", id: "" };
  if (state.conversation === conversation) noted(note);
}

export function noteElement({ id, staff_name: name, mine, text, at }) {
  return el(
    "article",
    { class: "note", dataset: { note: id, at: Date.parse(at) } },
    el(
      "p",
      { class: "byline" },
      icon("note"),
      el("b", {}, mine ? "You" : name),
      el("span", {}, "note for the team"),
      el("time", { datetime: at }, clock(at)),
    ),
    el("p", { class: "typed" }, typed(text)),
  );
}
