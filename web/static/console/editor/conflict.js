/** Two people wrote in the same article: both texts, field by field, and the choice. */

import { get } from "../../kit/api.js";
import { ask } from "../../kit/dialog.js";
import { html } from "../../kit/html.js";
import { articleApi } from "../page.js";
import { marked } from "./word_marks.js";

const LABELS = {
  title: "Title",
  short: "Short answer",
  steps: "Steps",
  more: "More",
  questions: "Example questions",
  next: "Next questions",
  audience: "Audience",
  tags: "Tags",
  owner: "Owner",
  review: "Review date",
};

/**
 * Ask which text to keep where both changed. `base`: what both went on from; `mine`: what stands in
 * the form. Resolves with {draft, theirs, revision, version, name, asked}; null if it was put off.
 */
export async function resolveConflict({ slug, base, mine }) {
  const record = await get(articleApi(slug));
  const theirs = record.draft?.draft ?? record.live ?? base;
  const name = record.draft?.by ?? record.published_by ?? "";
  const fields = Object.keys(LABELS).filter((field) => !same(mine[field], theirs[field]));
  const isMine = (field) => same(theirs[field], base[field]);
  const both = fields.filter((field) => !isMine(field) && !same(mine[field], base[field]));
  const others = fields.length - both.length;
  const chosen = both.length ? await choose({ both, mine, theirs, name, others }) : {};
  if (!chosen) return null;
  const kept = fields.filter((field) => isMine(field) || chosen[field] === "mine");
  return {
    draft: { ...theirs, ...Object.fromEntries(kept.map((field) => [field, mine[field]])) },
    theirs,
    revision: record.draft?.revision ?? 0,
    version: record.version,
    name,
    asked: both.length > 0,
  };
}

/** Return whether two drafts say the same. */
export function sameDraft(one, other) {
  return Object.keys(LABELS).every((field) => same(one[field], other[field]));
}

function same(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}

function choose({ both, mine, theirs, name, others }) {
  /** @type {Record<string, string> | null} */
  let answer = null;
  const kept = others ? ` ${others} more that only one of you changed are kept as they are.` : "";
  const words = "Nothing is lost. Choose, for each part that you both changed, whose text goes on.";
  const dialog = ask({
    title: `${name || "A colleague"} changed this article while you wrote`,
    body: [
      html`<p class="muted">${words}${kept}</p>`,
      both.map((field) => pair(field, mine[field], theirs[field], name)),
    ],
    action: "Keep what I chose",
    cancel: "Not now",
    size: "wide widest",
    submit: async (chosen) => {
      answer = chosen;
    },
  });
  return new Promise((resolve) => dialog.addEventListener("close", () => resolve(answer)));
}

function pair(field, mine, theirs, name) {
  const [before, after] = marked(text(theirs), text(mine));
  return html`<fieldset class="conflict-field">
    <legend>${LABELS[field]}</legend>
    <div class="conflict-pair">
      ${side(field, "mine", "Yours", after)}
      ${side(field, "theirs", name ? `${name}’s` : "Your colleague’s", before)}
    </div>
  </fieldset>`;
}

function side(field, value, label, words) {
  return html`<label class="conflict-side">
    <span><input type="radio" name=${field} value=${value} ?checked=${value === "mine"} /> ${label}</span>
    <span class="conflict-text">${words}</span>
  </label>`;
}

function text(value) {
  return Array.isArray(value) ? value.join("\n") : value || "";
}
