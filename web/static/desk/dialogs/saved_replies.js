/** Replies kept for another time, one's own and the team's: reading, writing and deleting them. */

import { get, post, put, remove } from "../../kit/api.js";
import { ask, show, textField } from "../../kit/dialog.js";
import { html, nothing, render } from "../../kit/html.js";
import { limits } from "../../kit/limits.js";
import { chip } from "../parts.js";
import { leads, openHandoff, set, state } from "../store.js";

/** Read them into the state, {replies, problem}: in words why they cannot be read, if so. */
export async function readSavedReplies() {
  try {
    const { replies } = await get("/desk/api/saved-replies");
    set({ savedReplies: { replies, problem: "" } });
  } catch (error) {
    set({ savedReplies: { ...state.savedReplies, problem: error.message } });
  }
}

/** Return those with all the words, in the title or the text; the title counts more. */
export function matching(query) {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const has = (text) => words.every((word) => text.toLowerCase().includes(word));
  const found = state.savedReplies.replies.filter((reply) => has(`${reply.title} ${reply.text}`));
  return found.toSorted((a, b) => Number(has(b.title)) - Number(has(a.title)));
}

/** Return the text with the first names in it; "there" greets somebody whose name nobody knows. */
export function filled({ text }) {
  const customer = openHandoff()?.customer || state.context?.profile.name || "";
  return text
    .replaceAll("{customer}", customer.split(" ")[0] || "there")
    .replaceAll("{agent}", state.me.first_name);
}

/** Show all saved replies; `text` is what a new one begins with. */
export async function manageReplies(text = "") {
  const dialog = show(nothing, { id: "saved-title", size: "wide" });
  const draw = async () => {
    await readSavedReplies();
    render(list({ text, draw, close: () => dialog.close() }), dialog);
  };
  await draw();
}

function list({ text, draw, close }) {
  const { replies, problem } = state.savedReplies;
  const none = html`<li class="muted">${problem || "No reply is saved yet."}</li>`;
  return html`<div class="dialog-form">
    <h2 id="saved-title">Saved replies</h2>
    <p class="muted">{customer} and {agent} become the first names of the customer and of whoever inserts the reply.</p>
    <ul class="saved-list">${replies.length ? replies.map((reply) => item(reply, draw)) : none}</ul>
    <div class="dialog-foot">
      <button class="secondary" type="button" @click=${close}>Close</button>
      <button class="primary" type="button" @click=${() => edit({ title: "", text }, draw)}>
        ${text ? "Save what I am writing" : "New reply"}
      </button>
    </div>
  </div>`;
}

function item(reply, changed) {
  return html`<li>
    <div>
      <b dir="auto">${reply.title}</b>${reply.shared ? chip("", "team") : null}
      <p class="muted" dir="auto">${reply.text}</p>
    </div>
    ${
      reply.changeable
        ? html`<button class="quiet" type="button" @click=${() => edit(reply, changed)}>Change</button>`
        : null
    }
  </li>`;
}

function edit(reply, changed) {
  const isNew = reply.id === undefined;
  const dialog = ask({
    title: isNew ? "New saved reply" : "Change the saved reply",
    body: [
      textField("title", "Title", { max: limits.reply_title, required: true, value: reply.title }),
      textField("text", "Text", {
        max: limits.message,
        required: true,
        rows: 6,
        value: reply.text,
      }),
      isNew && leads()
        ? html`<label class="check"><input type="checkbox" name="shared" />For the whole team</label>`
        : null,
      isNew
        ? null
        : html`<button class="quiet bad" type="button" @click=${drop}>Delete this reply</button>`,
    ],
    action: "Save",
    submit: async ({ title, text, shared }) => {
      const isShared = shared !== undefined;
      if (isNew) await post("/desk/api/saved-replies", { title, text, shared: isShared });
      else await put(`/desk/api/saved-replies/${reply.id}`, { title, text });
      await changed();
    },
  });
  async function drop() {
    await remove(`/desk/api/saved-replies/${reply.id}`);
    dialog.close();
    await changed();
  }
}
