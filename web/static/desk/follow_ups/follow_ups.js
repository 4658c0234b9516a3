/** The follow-ups: what is owed, by whom and until when; taking one, and noting what came of it. */

import { get, post } from "../../kit/api.js";
import { contactAddress } from "../../kit/contact.js";
import { byId, one } from "../../kit/dom.js";
import { html, icon, render } from "../../kit/html.js";
import { newId } from "../../kit/ids.js";
import { limits } from "../../kit/limits.js";
import { setServerTime, when } from "../../kit/time.js";
import { complain, toast } from "../../kit/toast.js";
import * as bar from "../bar/bar.js";
import { addressOf, chip, customerName, focusBox, names, rows, setBusy } from "../parts.js";
import { leads, onChange, set, state } from "../store.js";
import { link } from "../words.js";
import { answering, isUnderWay, sent } from "./answers.js";

const FILTERS = {
  all: { label: "All", fits: () => true, none: "Nothing is owed to anybody." },
  mine: { label: "Mine", fits: (item) => item.mine, none: "You owe nothing." },
  unowned: {
    label: "Without an owner",
    fits: (item) => !item.owner,
    none: "Everything has an owner.",
  },
  overdue: { label: "Overdue", fits: (item) => item.overdue, none: "Nothing is overdue." },
};
const HINTS = {
  all: "Follow-ups come from promised answers, unsolved questions and high effort scores.",
  mine: "Take one from the list, or promise an answer when you resolve.",
};
const EVERY = 60_000; // milliseconds
const SOON = 2_000; // while an answer is under way
const page = byId("follow-ups");
/** @type {ReturnType<typeof setTimeout> | undefined} */
let again;
let attempt = { key: "", id: "" };

onChange(() => {
  render(content(), page);
  setBusy(page, !state.followUps);
});
bar.start({ ready: look, connected: look });
setInterval(look, EVERY);

async function look() {
  const followUps = await get("/desk/api/follow-ups").catch(() => null);
  if (!followUps) return;
  setServerTime(followUps.now);
  set({ followUps });
  clearTimeout(again);
  if ([...followUps.open, ...followUps.done].some(isUnderWay)) again = setTimeout(look, SOON);
}

function content() {
  const { open, done } = state.followUps ?? { open: null, done: [] };
  const shown = open?.filter(FILTERS[state.filter].fits);
  return html`<div class="filters" role="group" aria-label="Which follow-ups">
      ${open ? Object.keys(FILTERS).map((name) => filter(name, open)) : null}
    </div>
    <section aria-labelledby="open-title">
      <h2 id="open-title">Open <span class="tally">${shown?.length}</span></h2>
      ${shown?.length === 0 ? nothingOwed() : null}
      <ul class="follow-up-list" id="open">${shown ? listed(shown) : html`<li class="muted">Loading…</li>`}</ul>
    </section>
    <section aria-labelledby="done-title" ?hidden=${!done.length}>
      <h2 id="done-title">Recently done</h2>
      <ul class="follow-up-list done">${listed(done)}</ul>
    </section>`;
}

function listed(items) {
  return rows(items, (item) => followUpRow(item, { claim, finish, answer, write }));
}

function nothingOwed() {
  return html`<p class="empty"><b>${FILTERS[state.filter].none}</b>${HINTS[state.filter]}</p>`;
}

function filter(name, open) {
  const { label, fits } = FILTERS[name];
  const count = open.filter(fits).length;
  return html`<button type="button" class=${name === "overdue" && count ? "late" : ""}
    aria-pressed=${name === state.filter} @click=${() => set({ filter: name })}>
    ${label}<span class="tally">${count}</span>
  </button>`;
}

async function claim(item) {
  await post(`/desk/api/follow-ups/${item.id}/claim`).catch(complain);
  await look();
}

// While it cannot be noted, the words stay in their box, and the reason under them.
async function finish(item, outcome) {
  set({ finishing: { id: item.id, isBusy: true, problem: "" } });
  try {
    await post(`/desk/api/follow-ups/${item.id}/done`, { outcome });
  } catch ({ message }) {
    return set({ finishing: { id: item.id, isBusy: false, problem: message } });
  }
  set({ finishing: null });
  toast(`Noted. ${item.customer} is no longer owed an answer.`);
  await look();
  (one("#open summary") ?? one(".filters button")).focus();
}

// The same words again, after a failure on the way, are the same answer.
async function answer(item, text, told) {
  set({ answering: { id: item.id, isBusy: true, problem: "" } });
  const key = `${item.id} ${text}`;
  if (attempt.key !== key) attempt = { key, id: newId() };
  try {
    await post(`/desk/api/follow-ups/${item.id}/answer`, { id: attempt.id, text, told });
  } catch ({ message }) {
    return set({ answering: { id: item.id, isBusy: false, problem: message } });
  }
  attempt = { key: "", id: "" };
  set({ answering: null });
  toast(`On its way to ${item.contact}.`);
  await look();
}

// Open already, with whomever: there is only to go there.
async function write({ conversation }) {
  try {
    await post(`/desk/api/conversations/${encodeURIComponent(conversation)}/reopen`);
  } catch (problem) {
    if (problem.name !== "HandoffAlreadyOpen") return complain(problem);
  }
  location.assign(addressOf(conversation));
}

/** `actions`: claim(item), finish(item, outcome), answer(item, text) and write(item). */
export function followUpRow(item, actions) {
  const { kind, overdue, verified, outcome, done_at: doneAt } = item;
  return html`<li class=${names("follow-up", kind, overdue && "overdue")}>
    ${badge(item)}
    <div class="follow-up-body">
      <h3>${customerName(item)}${verified ? chip("good", "verified", "check") : null}</h3>
      ${words(item)}
      ${outcome ? html`<p class="result" dir="auto">${outcome}</p>` : null}
      ${sent(item)}
      <p class="meta">${meta(item)}</p>
      ${
        doneAt
          ? null
          : html`<div class="follow-up-actions">${claimButton(item, actions)}${mayWork(item) ? [writing(item, actions), answering(item, actions), finishing(item, actions)] : null}</div>`
      }
    </div>
  </li>`;
}

function badge({ kind, kind_label: label, score, label: effort }) {
  if (kind === "effort")
    return html`<p class="badge score" data-score=${score}><b>${score}</b><span>${effort} effort</span></p>`;
  return html`<p class="badge ${kind}">${icon(kind === "promised" ? "clock" : "warning")}${label}</p>`;
}

function words({ words: owed, comment }) {
  if (!owed && !comment) return html`<p class="muted">No comment.</p>`;
  return [
    owed ? html`<p class="owed-words" dir="auto">${owed}</p>` : null,
    comment ? html`<blockquote dir="auto">${comment}</blockquote>` : null,
  ];
}

function meta(item) {
  const owner = item.mine ? "you" : item.owner_name;
  return html`${item.done_at ? html`<span>${item.done_by}, ${when(item.done_at)}</span>` : due(item)}
    ${item.done_at ? null : html`<span>${item.owner ? `Owner: ${owner}` : "No owner yet"}</span>`}
    ${item.contact ? html`<span>Answer to ${link(contactAddress(item.contact), item.contact)}</span>` : null}
    <a href=${addressOf(item.conversation)}>Read the conversation</a>`;
}

function due({ overdue, due_at: dueAt }) {
  return html`<span class=${overdue ? "due chip bad" : "due"}>${overdue ? "Overdue since" : "Due"} ${when(dueAt)}</span>`;
}

function claimButton(item, { claim }) {
  if (item.mine || (item.owner && !leads())) return null;
  return html`<button class="secondary" type="button" @click=${() => claim(item)}>
    ${item.owner ? "Take over" : "Take it"}
  </button>`;
}

function mayWork(item) {
  return !item.owner || item.mine || leads();
}

function writing(item, { write }) {
  const { how, refused } = item.reach ?? {};
  if (refused) return html`<p class="muted unreached">${refused}</p>`;
  return (
    how &&
    html`<button class="secondary write-first" type="button" title=${how} @click=${() => write(item)}>
    Write in the chat
  </button>`
  );
}

function finishing(item, { finish }) {
  const own = state.finishing?.id === item.id ? state.finishing : null;
  const submit = (event) => {
    event.preventDefault();
    finish(item, event.target.elements.outcome.value.trim());
  };
  return html`<details class="finish" @toggle=${focusBox}>
    <summary>Mark as done…</summary>
    <form class="outcome" @submit=${submit}>
      <label>
        <span>What came of it?</span>
        <textarea name="outcome" rows="1" maxlength=${limits.comment} required
          placeholder="Called back; the refund arrived this morning."></textarea>
      </label>
      <button class="primary" type="submit" ?disabled=${own?.isBusy}>Mark as done</button>
      <p class="problem" role="alert" ?hidden=${!own?.problem}>${own?.problem}</p>
    </form>
  </details>`;
}
