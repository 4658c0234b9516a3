/** Two people wrote in the same article: both texts, part by part, and the choice. */

import { post } from "../../kit/api.js";
import { ask } from "../../kit/dialog.js";
import { html } from "../../kit/html.js";
import { articleApi } from "../page.js";

/**
 * Ask which text to keep where both changed. `base`: what both went on from; `mine`: what stands in
 * the form. Resolves with {draft, theirs, revision, version, by, both}; null if it was put off.
 */
export async function resolveConflict({ slug, base, mine }) {
  const merged = await post(`${articleApi(slug)}/merge`, { base, mine });
  const chosen = merged.both.length ? await choose(merged) : {};
  if (!chosen) return null;
  const kept = Object.keys(chosen).filter((field) => chosen[field] === "mine");
  const draft = { ...merged.draft, ...Object.fromEntries(kept.map((name) => [name, mine[name]])) };
  return { ...merged, draft };
}

/** Return whether two drafts say the same. */
export function sameDraft(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}

function choose({ both, by, others }) {
  /** @type {Record<string, string> | null} */
  let answer = null;
  const kept = others ? ` ${others} more that only one of you changed are kept as they are.` : "";
  const words = "Nothing is lost. Choose, for each part that you both changed, whose text goes on.";
  const dialog = ask({
    title: `${by || "A colleague"} changed this article while you wrote`,
    body: [html`<p class="muted">${words}${kept}</p>`, both.map((part) => pair(part, by))],
    action: "Keep what I chose",
    cancel: "Not now",
    size: "wide widest",
    submit: async (chosen) => {
      answer = chosen;
    },
  });
  return new Promise((resolve) => dialog.addEventListener("close", () => resolve(answer)));
}

function pair({ field, label, pieces }, by) {
  return html`<fieldset class="conflict-field">
    <legend>${label}</legend>
    <div class="conflict-pair">
      ${side(field, "mine", "Yours", marked(pieces, "new"))}
      ${side(field, "theirs", by ? `${by}’s` : "Your colleague’s", marked(pieces, "gone"))}
    </div>
  </fieldset>`;
}

function side(field, value, label, words) {
  return html`<label class="conflict-side">
    <span><input type="radio" name=${field} value=${value} ?checked=${value === "mine"} /> ${label}</span>
    <span class="conflict-text">${words}</span>
  </label>`;
}

// One of the two texts, with what only it says marked.
function marked(pieces, own) {
  const mark =
    own === "new" ? (text) => html`<ins>${text}</ins>` : (text) => html`<del>${text}</del>`;
  return pieces
    .filter(({ change }) => change === own || change === "same")
    .map(({ change, text }) => (change === own && text.trim() ? mark(text) : text));
}
