/** What an agent has attached and not sent yet, for each conversation. */

import { headers } from "../../kit/api.js";
import { ACCEPTED, AttachedFiles, filesOf, putFile, sizeInWords } from "../../kit/attaching.js";
import { at } from "../../kit/base.js";
import { html, icon } from "../../kit/html.js";
import { limits } from "../../kit/limits.js";
import { toast } from "../../kit/toast.js";
import { openHandoff, redraw, state } from "../store.js";

/** @type {Map<string, AttachedFiles>} by conversation */
const known = new Map();

export function files() {
  const { conversation } = state;
  const found = known.get(conversation);
  if (found) return found;
  const made = new AttachedFiles({ upload, onChange: redraw, limits: () => limits });
  known.set(conversation, made);
  return made;
}

/** The button that chooses files, beside what one writes. */
export function attachButton() {
  return html`<label class="quiet attach" title="Attach files">
    ${icon("clip")}Attach
    <input class="unseen" type="file" multiple accept=${ACCEPTED} @change=${onChosen} />
  </label>`;
}

export function tray() {
  const items = files().items;
  if (!items.length) return null;
  return html`<ul class="tray" aria-label="Attached files">${items.map(row)}</ul>`;
}

/** Attach what was dropped or pasted; tells whether there was a file in it. */
export function takeFrom(transfer) {
  const found = filesOf(transfer);
  if (found.length) add(found);
  return found.length > 0;
}

function row({ key, name, size, preview, state: now, progress, problem, held, alt }) {
  const words = { uploading: "Uploading…", done: held || sizeInWords(size), failed: problem }[now];
  const describe = (event) => files().describe(key, event.target.value);
  return html`<li class=${now === "failed" ? "refused" : ""}>
    ${preview ? html`<img src=${preview} alt="" />` : icon("page")}
    <div class="tray-words">
      <b>${name}</b>
      ${now === "uploading" ? html`<progress max="1" .value=${progress} aria-label="Uploading ${name}"></progress>` : null}
      <span role="status">${words}</span>
      ${preview ? html`<input type="text" maxlength=${limits.alt} .value=${alt} dir="auto" placeholder="What does it show? (optional)" aria-label="What does ${name} show? (optional)" @input=${describe} />` : null}
    </div>
    ${now === "failed" ? html`<button class="quiet" type="button" @click=${() => files().retry(key)}>Try again</button>` : null}
    <button class="icon-button" type="button" aria-label="Remove ${name}" @click=${() => files().remove(key)}>${icon("cross")}</button>
  </li>`;
}

function onChosen({ target }) {
  add(target.files);
  target.value = "";
}

function add(chosen) {
  const left = files().add(chosen);
  if (left) toast(left, "bad");
}

function upload(file, id, onProgress, signal) {
  const asked = new URLSearchParams({ id, name: file.name });
  const url = at(`/desk/api/handoffs/${openHandoff()?.id}/attachments?${asked}`);
  return putFile(url, headers("application/octet-stream"), file, onProgress, signal);
}
