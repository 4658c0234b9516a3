// The follow-ups: what is owed, by whom and until when; taking one, and noting what came of it.

import * as alerts from "./alerts.js";
import { get, post } from "../kit/api.js";
import * as connection from "./connection.js";
import { el } from "../kit/dom.js";
import { followUpRow } from "./follow_up_row.js";
import { KeyedList } from "../kit/keyed_list.js";
import * as presence from "./presence.js";
import { setServerTime } from "../kit/time.js";
import { toast } from "../kit/toast.js";
import { trouble, workCameBack } from "./troubles.js";

const FILTERS = {
  all: { label: "All", fits: () => true },
  mine: { label: "Mine", fits: (item) => item.mine },
  unowned: { label: "Without an owner", fits: (item) => !item.owner },
  overdue: { label: "Overdue", fits: (item) => item.overdue },
};
const NOTHING = {
  all: [
    "Nothing is owed to anybody.",
    "Follow-ups come from promised answers, unsolved questions and high effort scores.",
  ],
  mine: ["You owe nothing.", "Take one from the list, or promise an answer when you resolve."],
  unowned: ["Everything has an owner.", ""],
  overdue: ["Nothing is overdue.", ""],
};
const EVERY = 60_000; // milliseconds
const actions = { claim, finish };
const open = new KeyedList(
  document.getElementById("open"),
  (item) => followUpRow(item, actions),
  isWritten,
);
const done = new KeyedList(document.getElementById("done"), (item) => followUpRow(item, actions));
const filters = document.getElementById("filters");
let chosen = "all";
let lists = null;

alerts.start();
presence.start();
connection.start({ ready: look, connected: look, returned: workCameBack, trouble });
setInterval(look, EVERY);

async function look() {
  const found = await get("/desk/api/follow-ups").catch(() => null);
  if (!found) return;
  setServerTime(found.now);
  if (!lists) open.element.replaceChildren();
  lists = found;
  draw();
}

function isWritten(row) {
  return Boolean(row.querySelector("details[open] textarea")?.value);
}

function draw() {
  drawFilters();
  const shown = lists.open.filter(FILTERS[chosen].fits);
  open.draw(
    shown,
    ({ id }) => id,
    (item) => item,
  );
  done.draw(
    lists.done,
    ({ id }) => id,
    (item) => item,
  );
  document.getElementById("open-count").textContent = shown.length;
  document.getElementById("done-section").hidden = !lists.done.length;
  const nothing = document.getElementById("nothing");
  nothing.hidden = shown.length > 0;
  const [title, words] = NOTHING[chosen];
  nothing.replaceChildren(el("b", {}, title), words);
}

function drawFilters() {
  filters.replaceChildren(
    ...Object.entries(FILTERS).map(([name, { label, fits }]) => {
      const count = lists.open.filter(fits).length;
      const late = name === "overdue" && count > 0;
      return el(
        "button",
        {
          type: "button",
          "aria-pressed": String(name === chosen),
          class: late ? "late" : null,
          onclick: () => choose(name),
        },
        label,
        el("span", { class: "tally" }, count),
      );
    }),
  );
}

function choose(name) {
  chosen = name;
  draw();
  filters.querySelector('[aria-pressed="true"]').focus();
}

async function claim(item) {
  try {
    await post(`/desk/api/follow-ups/${item.id}/claim`);
  } catch (problem) {
    toast(problem.message, "bad");
  }
  await look();
}

// Rejects with the reason; the words stay in their box then.
async function finish(item, outcome) {
  await post(`/desk/api/follow-ups/${item.id}/done`, { outcome });
  toast(`Noted. ${item.customer} is no longer owed an answer.`);
  await look();
  (open.element.querySelector("summary") ?? filters.querySelector("button")).focus();
}
