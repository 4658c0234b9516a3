/** Replies kept for another time, one's own and the team's: reading, writing and deleting them. */

import { get, post, put, remove } from "../../kit/api.js";
import { ask, field, show, textField } from "../../kit/dialog.js";
import { html, nothing, render } from "../../kit/html.js";
import { limits } from "../../kit/limits.js";
import { chip } from "../parts.js";
import { THEN } from "./macro.js";
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

/** Return those with all the words; a shortcut counts most, then folder and title. */
export function matching(query) {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const has = (text) => words.every((word) => text.toLowerCase().includes(word));
  const found = state.savedReplies.replies.filter((reply) =>
    has([reply.title, reply.text, reply.folder, reply.shortcut].join(" ")),
  );
  const rank = (reply) =>
    Number(has(`${reply.folder} ${reply.title}`)) + 2 * Number(reply.shortcut === words.join(" "));
  return found.toSorted((a, b) => rank(b) - rank(a));
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
    ${replies.length ? foldersOf(replies).map((name) => folder(name, replies, draw)) : html`<ul class="saved-list">${none}</ul>`}
    <div class="dialog-foot">
      <button class="secondary" type="button" @click=${close}>Close</button>
      <button class="primary" type="button" @click=${() => edit({ title: "", text }, draw)}>
        ${text ? "Save what I am writing" : "New reply"}
      </button>
    </div>
  </div>`;
}

// Those in no folder come first.
function foldersOf(replies) {
  return [...new Set(replies.map((reply) => reply.folder))].toSorted((a, b) => a.localeCompare(b));
}

function folder(name, replies, draw) {
  const inside = replies.filter((reply) => reply.folder === name);
  return html`${name ? html`<h3 dir="auto">${name}</h3>` : null}
    <ul class="saved-list">${inside.map((reply) => item(reply, draw))}</ul>`;
}

function item(reply, changed) {
  return html`<li>
    <div>
      <b dir="auto">${reply.title}</b>${reply.shared ? chip("", "team") : null}
      ${reply.is_macro ? chip("accent", "macro", "bolt") : null}
      ${reply.shortcut ? html`<kbd>${reply.shortcut}</kbd>` : null}
      <p class="muted" dir="auto">${reply.text}</p>
    </div>
    ${
      reply.changeable
        ? html`<button class="quiet" type="button" @click=${() => edit(reply, changed)}>Change</button>`
        : null
    }
  </li>`;
}

// What it does besides: then it is a macro.
function steps({ tags = [], contact_reason: reason = "", then = "", queue = "" } = {}) {
  const { all_tags: known = [], contact_reasons: reasons = [] } = state.context?.labels ?? {};
  return html`<details class="macro" ?open=${Boolean(tags.length || reason || then)}>
    <summary>What it does besides (a macro)</summary>
    ${choice("then", "After it", Object.entries(THEN), then)}
    <div class="if-transferred">${choice("queue", "Transferred to", [["", "Choose…"], ...state.queues.map(pair)], queue)}</div>
    ${reasons.length ? choice("contact_reason", "They came for", [["", "Not said"], ...reasons.map(pair)], reason) : null}
    <fieldset class="options"><legend>Tags</legend>
      ${known.map(
        ({ name, label }) =>
          html`<label class="check"><input type="checkbox" name=${`tag:${name}`} ?checked=${tags.includes(name)} />${label}</label>`,
      )}
    </fieldset>
  </details>`;
}

function pair({ name, label }) {
  return [name, label];
}

function choice(name, label, options, chosen) {
  const rows = options.map(
    ([value, words]) =>
      html`<option value=${value} ?selected=${value === chosen}>${words}</option>`,
  );
  return field(label, html`<select name=${name}>${rows}</select>`);
}

function wordsOf({ title, text, folder, shortcut, then, queue, contact_reason, ...rest }) {
  const tags = Object.keys(rest).filter((name) => name.startsWith("tag:"));
  const chosen = { then, queue, contact_reason, tags: tags.map((name) => name.slice(4)) };
  return { title, text, folder, shortcut, steps: chosen };
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
      textField("folder", "Folder", { max: limits.folder, value: reply.folder, hint: "optional" }),
      textField("shortcut", "Shortcut", {
        max: limits.shortcut,
        value: reply.shortcut,
        hint: "optional: one word that finds it first after “/”",
      }),
      steps(reply.steps),
      isNew && leads()
        ? html`<label class="check"><input type="checkbox" name="shared" />For the whole team</label>`
        : null,
      isNew
        ? null
        : html`<button class="quiet bad" type="button" @click=${drop}>Delete this reply</button>`,
    ],
    action: "Save",
    submit: async (given) => {
      const words = wordsOf(given);
      const shared = given.shared !== undefined;
      if (isNew) await post("/desk/api/saved-replies", { ...words, shared });
      else await put(`/desk/api/saved-replies/${reply.id}`, words);
      await changed();
    },
  });
  async function drop() {
    await remove(`/desk/api/saved-replies/${reply.id}`);
    dialog.close();
    await changed();
  }
}
