// Writing, changing and deleting saved replies.

import { post, put, remove } from "../kit/api.js";
import { ask, field, show } from "../kit/dialog.js";
import { el } from "../kit/dom.js";
import * as saved from "./saved_replies.js";
import { leads } from "./state.js";

// Shows all saved replies; `text` is what a new one begins with.
export async function manageReplies(text = "") {
  const list = el("ul", { class: "saved-list" });
  const add = el(
    "button",
    { class: "primary", type: "button", onclick: () => edit({ title: "", text }, draw) },
    text ? "Save what I am writing" : "New reply",
  );
  const close = el(
    "button",
    { class: "secondary", type: "button", onclick: () => dialog.close() },
    "Close",
  );
  const dialog = show(
    el(
      "div",
      { class: "dialog-form" },
      el("h2", { id: "saved-title" }, "Saved replies"),
      el(
        "p",
        { class: "muted" },
        "{customer} and {agent} become the first names of the customer and of whoever inserts the reply.",
      ),
      list,
      el("div", { class: "dialog-foot" }, close, add),
    ),
    { id: "saved-title", wide: true },
  );
  async function draw() {
    const replies = await saved.load();
    const none = saved.problem() || "No reply is saved yet.";
    list.replaceChildren(
      ...(replies.length
        ? replies.map((reply) => item(reply, draw))
        : [el("li", { class: "muted" }, none)]),
    );
  }
  await draw();
}

function item(reply, changed) {
  const change =
    reply.changeable &&
    el("button", { class: "quiet", type: "button", onclick: () => edit(reply, changed) }, "Change");
  return el(
    "li",
    {},
    el(
      "div",
      {},
      el("b", {}, reply.title),
      reply.shared && el("span", { class: "chip" }, "team"),
      el("p", { class: "muted" }, reply.text),
    ),
    change,
  );
}

function edit(reply, changed) {
  const isNew = reply.id === undefined;
  const share =
    isNew &&
    leads() &&
    el(
      "label",
      { class: "check" },
      el("input", { type: "checkbox", name: "shared" }),
      "For the whole team",
    );
  const dialog = ask({
    title: isNew ? "New saved reply" : "Change the saved reply",
    body: [
      field(
        "Title",
        el("input", { name: "title", maxlength: "200", required: true, value: reply.title }),
      ),
      field(
        "Text",
        el("textarea", { name: "text", rows: "6", maxlength: "4000", required: true }, reply.text),
      ),
      share,
      !isNew &&
        el(
          "button",
          { class: "quiet bad", type: "button", onclick: () => drop() },
          "Delete this reply",
        ),
    ],
    action: "Save",
    submit: async (form) => {
      const body = { title: form.get("title").trim(), text: form.get("text").trim() };
      if (isNew) await post("/desk/api/saved-replies", { ...body, shared: form.has("shared") });
      else await put(`/desk/api/saved-replies/${reply.id}`, body);
      await changed();
    },
  });
  async function drop() {
    await remove(`/desk/api/saved-replies/${reply.id}`);
    dialog.close();
    await changed();
  }
}
