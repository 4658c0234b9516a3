// Two people wrote in the same article: both texts, field by field, and the choice.

import { get } from "../kit/api.js";
import { show } from "../kit/dialog.js";
import { el } from "../kit/dom.js";
import { marked } from "./word_marks.js";

export const LABELS = {
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

// Asks which text to keep where both changed. Resolves with {draft, theirs, revision, version}, or
// with null if it was put off. `base`: what both went on from; `mine`: what stands in the form.
export async function resolveConflict({ slug, base, mine, who = "" }) {
  const record = await get(`/console/api/articles/${encodeURIComponent(slug)}`);
  const theirs = record.draft?.draft ?? record.live ?? base;
  const at = { revision: record.draft?.revision ?? 0, version: record.version };
  const name = record.draft?.by ?? record.published_by ?? who;
  const fields = Object.keys(LABELS).filter((field) => !same(mine[field], theirs[field]));
  const both = fields.filter(
    (field) => !same(mine[field], base[field]) && !same(theirs[field], base[field]),
  );
  const merged = { ...theirs };
  for (const field of fields) {
    if (same(theirs[field], base[field])) merged[field] = mine[field];
  }
  if (!both.length) return { draft: merged, theirs, ...at, name, asked: false };
  const chosen = await choose({ both, mine, theirs, name, taken: fields.length - both.length });
  if (!chosen) return null;
  for (const field of both) merged[field] = chosen[field] === "mine" ? mine[field] : theirs[field];
  return { draft: merged, theirs, ...at, name, asked: true };
}

// Whether two drafts say the same.
export function sameDraft(one, other) {
  return Object.keys(LABELS).every((field) => same(one[field], other[field]));
}

function same(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}

function choose({ both, mine, theirs, name, taken }) {
  return new Promise((resolve) => {
    const id = "conflict-title";
    const form = el(
      "form",
      { class: "dialog-form conflict" },
      el("h2", { id }, `${name || "A colleague"} changed this article while you wrote`),
      el(
        "p",
        { class: "muted" },
        "Nothing is lost. Choose, for each part that you both changed, whose text goes on.",
        taken ? ` ${taken} more that only one of you changed are kept as they are.` : "",
      ),
      both.map((field) => pair(field, mine[field], theirs[field], name)),
      el(
        "div",
        { class: "dialog-foot" },
        el("button", { class: "secondary", type: "button", onclick: () => later() }, "Not now"),
        el("button", { class: "primary", type: "submit" }, "Keep what I chose"),
      ),
    );
    const dialog = show(form, { id, wide: true });
    dialog.classList.add("widest");
    let answer = null;
    const later = () => dialog.close();
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      answer = Object.fromEntries(new FormData(form));
      dialog.close();
    });
    dialog.addEventListener("close", () => resolve(answer));
  });
}

function pair(field, mine, theirs, name) {
  const [before, after] = marked(text(theirs), text(mine));
  return el(
    "fieldset",
    { class: "conflict-field" },
    el("legend", {}, LABELS[field]),
    el(
      "div",
      { class: "conflict-pair" },
      side(field, "mine", "Yours", after, true),
      side(field, "theirs", name ? `${name}’s` : "Your colleague’s", before, false),
    ),
  );
}

function side(field, value, label, words, checked) {
  return el(
    "label",
    { class: "conflict-side" },
    el("span", {}, el("input", { type: "radio", name: field, value, checked }), " ", label),
    el("span", { class: "conflict-text" }, words),
  );
}

function text(value) {
  return Array.isArray(value) ? value.join("\n") : value || "";
}
