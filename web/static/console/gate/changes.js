/** What publishing would change: questions with their answer before and after, worst first. */

import { html, icon, ifDefined, nothing } from "../../kit/html.js";
import { decisionChip, inPercent, percentOf } from "../try/decision.js";

const MAX_IN_GROUP = 12; // of a group before the rest is unfolded
const MAX_REASONS = 3;
/** @type {[string, string, string, string][]} */
const GROUPS = [
  ["worse", "Worse", "bad", "These get a less helpful answer than now."],
  ["better", "Better", "good", "These get a more helpful answer than now."],
  ["different", "Different", "warn", "These get another answer. Have a look whether it is right."],
];
const SOURCES = {
  pinned: "pinned",
  own: "example question",
  asked: "asked by a customer",
  other: "example of another article",
};

/** Return how many changes there are of each kind; `changes`: {worse, better, different}. */
export function tallyView(changes) {
  return GROUPS.map(([name, label, look]) => {
    const count = changes[name].length;
    const address = ifDefined(count ? `#group-${name}` : undefined);
    return html`<a class="gate-count ${look}" href=${address}><b>${count}</b>${label.toLowerCase()}</a>`;
  });
}

/**
 * Return the changes. `how`: the `slug` that is to be published; whether all `isReplayed`; the
 * names of the groups `unfolded`, and `unfold(name)`; `isPinned(question)` and `pin(question)`.
 */
export function changesView(changes, how) {
  if (how.isReplayed && GROUPS.every(([name]) => !changes[name].length))
    return html`<div class="empty"><b>No answer changes.</b>Every replayed question gets what it gets now.</div>`;
  return GROUPS.map((group) =>
    changes[group[0]].length ? groupView(group, changes, how) : nothing,
  );
}

function groupView([name, label, look, words], changes, how) {
  const all = changes[name];
  const shown = how.unfolded.has(name) ? all : all.slice(0, MAX_IN_GROUP);
  const left = all.length - shown.length;
  return html`<section class="change-group ${look}" id="group-${name}" aria-labelledby="title-${name}">
    <h2 id="title-${name}">${label}<span class="tally">${all.length}</span></h2>
    <p class="muted">${words}</p>
    <ul class="change-list">${shown.map((change) => changeRow(change, how))}</ul>
    ${left ? html`<button class="secondary" type="button" @click=${() => how.unfold(name)}>Show ${left} more</button>` : nothing}
  </section>`;
}

function changeRow(change, { slug, isPinned, pin }) {
  const { question, source, now, then, stolen, expected } = change;
  const isOfOther = source === "pinned" || stolen || (expected && expected !== slug);
  return html`<li class="change-row">
    <p class="change-question">
      “${question}”<span class="chip">${SOURCES[source]}</span>
      ${stolen ? html`<span class="chip bad">taken from its article</span>` : nothing}
      ${source === "asked" ? said(change) : nothing}
    </p>
    <div class="change-outcomes">
      ${decisionChip(now)}
      <span class="change-arrow"><span class="unseen">becomes</span>${icon("send")}</span>
      ${decisionChip(then)}
    </div>
    <details>
      <summary>Why</summary>
      ${reasons("Now: ", now)} ${reasons("Then: ", then)}
      ${!isOfOther && then.answer === slug ? pinButton(question, isPinned(question), pin) : nothing}
    </details>
  </li>`;
}

// What a customer said of the article they got when they asked it.
function said({ expected, refused, now, then }) {
  const slug = expected || refused;
  if (!slug) return nothing;
  const title = [...now.hits, ...then.hits].find((hit) => hit.slug === slug)?.title ?? slug;
  return html`<span class="chip">“${title}” ${expected ? "helped" : "did not help"}</span>`;
}

function reasons(when, { words, hits }) {
  const best = hits
    .slice(0, MAX_REASONS)
    .map(({ title, confidence }) => `${title} ${percentOf(confidence)} %`);
  const aside = best.length ? ` (${best.join(", ")})` : "";
  return html`<p class="muted"><b>${when}</b>${inPercent(words)}${aside}</p>`;
}

function pinButton(question, isPinned, pin) {
  return html`<button
    class="secondary small" type="button" ?disabled=${isPinned} @click=${() => pin(question)}
  >${isPinned ? "Pinned" : "Pin this question"}</button>`;
}
