/** What the list of articles shows: its rows, the pages of it, and why there is nothing. */

import { at } from "../../kit/base.js";
import { html, nothing } from "../../kit/html.js";
import { dateWords } from "../../kit/time.js";
import { momentWords } from "../moments.js";
import { articlePage } from "../page.js";

const STATES = {
  draft: ["Draft", ""],
  live: ["Live", "good"],
  changed: ["Live, with changes", "accent"],
  withdrawn: ["Withdrawn", "bad"],
};
const NOTHING = {
  "": ["There is no article yet.", "Write the first one, or import a folder of them."],
  overdue: ["Nothing is due for review.", "Articles past their review date turn up here."],
  draft: ["No drafts.", "Articles that were never published turn up here."],
  changed: ["No changes wait to be published.", ""],
  scheduled: [
    "Nothing is scheduled.",
    "Plan a publishing or an expiry in the editor, under “More”.",
  ],
  withdrawn: ["Nothing is withdrawn.", ""],
};
const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" });

/** Return an article as a row of the table. */
export function articleRow(article) {
  const [label, look] = STATES[article.state];
  const { health, publish_at: from, expire_at: until, changed_at: at } = article;
  return html`<tr>
    <td class="name">
      <a href=${articlePage(article.slug)}>${article.title || "Untitled"}</a>
      ${article.literally ? nothing : html`<span class="chip" title="Found by its meaning">by meaning</span>`}
      <span class="tags muted">${article.tags.join(", ")}</span>
    </td>
    <td class="state">
      <span class="chip ${look}">${label}</span>
      ${from ? planned("from", from) : nothing}${until ? planned("until", until) : nothing}
    </td>
    <td class="owner">${article.owner}</td>
    <td class="review">${review(article)}</td>
    <td class="number">${health ? count(health.shown) : "–"}</td>
    <td class="number">${helped(health)}</td>
    <td class="change muted">${at ? `${momentWords(at)}, ${article.changed_by}` : "–"}</td>
  </tr>`;
}

function planned(words, at) {
  const day = DAY.format(new Date(at));
  return html`<span class="chip warn" title=${momentWords(at)}>${words} ${day}</span>`;
}

function review({ review: day, overdue }) {
  if (!day) return "–";
  const words = dateWords(DAY, day);
  return overdue
    ? html`<span class="chip warn" title="Past its review date">${words}</span>`
    : words;
}

function helped(health) {
  const share = health?.helped_share ?? null;
  return share === null ? "–" : `${Math.round(share * 100)} %`;
}

/** Return why there is nothing: the `words` searched for or a filter keep it out, or the view. */
export function nothingView({ view, words, isFiltered, tally }) {
  const [title, hint] = isFiltered
    ? ["Nothing fits.", "Try other words, or take a filter away."]
    : NOTHING[tally.all ? view : ""];
  const address = at(`/console/new?title=${encodeURIComponent(words)}`);
  const write = html`<p><a class="link-button secondary" href=${address}>Write “${words}”</a></p>`;
  return html`<b>${title}</b>${hint}${words ? write : nothing}`;
}

/** Return the steps between pages; `turnTo(page)` shows another. */
export function pagerView({ page, pages, total }, turnTo) {
  const step = (label, to) => html`<button
    class="secondary" type="button" ?disabled=${to < 1 || to > pages} @click=${() => turnTo(to)}
  >${label}</button>`;
  return html`${step("Previous", page - 1)}
    <span>Page ${page} of ${count(pages)}, ${count(total)} articles</span>
    ${step("Next", page + 1)}`;
}

/** Return a number as people write it. */
export function count(number) {
  return number.toLocaleString("en-GB");
}
