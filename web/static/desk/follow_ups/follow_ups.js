/** The follow-ups: what is owed, by whom and until when; taking one, and noting what came of it. */

import { get, post } from "../../kit/api.js";
import { html, render, repeat } from "../../kit/html.js";
import { setServerTime } from "../../kit/time.js";
import { toast } from "../../kit/toast.js";
import * as bar from "../bar/bar.js";
import { onChange, set, state } from "../store.js";
import { followUpRow } from "./row.js";

const FILTERS = {
  all: {
    label: "All",
    fits: () => true,
    none: "Nothing is owed to anybody.",
    more: "Follow-ups come from promised answers, unsolved questions and high effort scores.",
  },
  mine: {
    label: "Mine",
    fits: (item) => item.mine,
    none: "You owe nothing.",
    more: "Take one from the list, or promise an answer when you resolve.",
  },
  unowned: {
    label: "Without an owner",
    fits: (item) => !item.owner,
    none: "Everything has an owner.",
  },
  overdue: { label: "Overdue", fits: (item) => item.overdue, none: "Nothing is overdue." },
};
const EVERY = 60_000; // milliseconds
const page = document.getElementById("follow-ups");

set({ filter: "all" });
onChange(() => render(content(), page));
bar.start({ ready: look, connected: look });
setInterval(look, EVERY);

async function look() {
  const followUps = await get("/desk/api/follow-ups").catch(() => null);
  if (!followUps) return;
  setServerTime(followUps.now);
  set({ followUps });
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
      <ul class="follow-up-list" id="open">${shown ? rows(shown) : html`<li class="muted">Loading…</li>`}</ul>
    </section>
    <section aria-labelledby="done-title" ?hidden=${!done.length}>
      <h2 id="done-title">Recently done</h2>
      <ul class="follow-up-list done">${rows(done)}</ul>
    </section>`;
}

function rows(items) {
  return repeat(
    items,
    ({ id }) => id,
    (item) => followUpRow(item, { claim, finish }),
  );
}

function nothingOwed() {
  const { none, more } = FILTERS[state.filter];
  return html`<p class="empty"><b>${none}</b>${more}</p>`;
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
  try {
    await post(`/desk/api/follow-ups/${item.id}/claim`);
  } catch (problem) {
    toast(problem.message, "bad");
  }
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
  page.querySelector("#open summary, .filters button").focus();
}
