// The list of articles: found by words, meaning, state, owner and tag; worked through by keyboard.

import { get } from "../kit/api.js";
import { el } from "../kit/dom.js";
import { remember, remembered } from "../kit/storage.js";
import { toast } from "../kit/toast.js";
import { momentWords } from "./moments.js";

const WAIT = 180; // milliseconds after the last key
const OWNER = "effie.console.owner"; // whose articles one looks after, as chosen last
const VIEWS = [
  ["", "All", "all"],
  ["overdue", "To review", "overdue"],
  ["draft", "Drafts", "draft"],
  ["changed", "With changes", "changed"],
  ["scheduled", "Scheduled", "scheduled"],
  ["withdrawn", "Withdrawn", "withdrawn"],
];
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
const place = (id) => document.getElementById(id);
const finder = place("finder");
const rows = place("rows");
let timer = 0;
let turn = 0;

readAddress();
look();
finder.addEventListener("submit", (event) => event.preventDefault());
finder.q.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(() => go({ page: 1 }), WAIT);
});
for (const name of ["owner", "tag"])
  finder[name].addEventListener("change", () => {
    if (name === "owner") remember(OWNER, finder.owner.value);
    go({ page: 1 });
  });
addEventListener("popstate", () => (readAddress(), look()));
document.addEventListener("keydown", onKey);

function readAddress() {
  const wanted = new URLSearchParams(location.search);
  for (const name of ["q", "owner", "tag"]) finder[name].value = wanted.get(name) ?? "";
}

// Shows something else, under an address of its own.
function go({ view = currentView(), page = 1 }) {
  const wanted = new URLSearchParams();
  const values = {
    q: finder.q.value.trim(),
    owner: finder.owner.value,
    tag: finder.tag.value,
    view,
  };
  for (const [name, value] of Object.entries(values)) if (value) wanted.set(name, value);
  if (page > 1) wanted.set("page", page);
  const address = `${location.pathname}${wanted.size ? `?${wanted}` : ""}`;
  if (wanted.get("q")) history.replaceState(null, "", address);
  else history.pushState(null, "", address);
  look();
}

function currentView() {
  return new URLSearchParams(location.search).get("view") ?? "";
}

async function look() {
  const mine = (turn += 1);
  const wanted = new URLSearchParams(location.search);
  wanted.set("mine", remembered(OWNER) ?? "");
  try {
    const found = await get(`/console/api/articles?${wanted}`);
    if (mine === turn) draw(found);
  } catch (problem) {
    if (mine === turn) toast(problem.message, "bad");
  }
  place("articles").removeAttribute("aria-busy");
}

function draw({ articles, total, page, pages, tally }) {
  drawViews(tally);
  place("articles").hidden = !articles.length;
  rows.replaceChildren(...articles.map(articleRow));
  place("found-words").textContent = total === 1 ? "1 article" : `${total} articles`;
  drawNothing(articles.length === 0, tally);
  drawPager(page, pages, total);
}

function drawViews(tally) {
  const view = currentView();
  place("views").replaceChildren(
    ...VIEWS.map(([name, label, count]) =>
      el(
        "button",
        {
          type: "button",
          "aria-pressed": String(name === view),
          class: name === "overdue" && tally.overdue ? "late" : null,
          onclick: () => go({ view: name }),
        },
        label,
        el("span", { class: "tally" }, tally[count].toLocaleString("en-GB")),
      ),
    ),
  );
}

function articleRow(article) {
  const [label, look] = STATES[article.state];
  const address = `/console/articles/${encodeURIComponent(article.slug)}`;
  return el(
    "tr",
    {},
    el(
      "td",
      { class: "name" },
      el("a", { href: address }, article.title || "Untitled"),
      !article.literally &&
        el("span", { class: "chip", title: "Found by its meaning" }, "by meaning"),
      el("span", { class: "tags muted" }, article.tags.join(", ")),
    ),
    el(
      "td",
      { class: "state" },
      el("span", { class: `chip ${look}` }, label),
      article.publish_at && planned("from", article.publish_at),
      article.expire_at && planned("until", article.expire_at),
    ),
    el("td", { class: "owner" }, article.owner),
    el("td", { class: "review" }, review(article)),
    el(
      "td",
      { class: "number" },
      article.health ? article.health.shown.toLocaleString("en-GB") : "–",
    ),
    el("td", { class: "number" }, helped(article.health)),
    el("td", { class: "change muted" }, change(article)),
  );
}

function planned(words, at) {
  return el(
    "span",
    { class: "chip warn", title: momentWords(at) },
    `${words} ${DAY.format(new Date(at))}`,
  );
}

function review({ review: day, overdue }) {
  if (!day) return "–";
  const words = DAY.format(new Date(`${day}T12:00`));
  return overdue ? el("span", { class: "chip warn", title: "Past its review date" }, words) : words;
}

function helped(health) {
  if (!health || health.helped_share === null || health.helped_share === undefined) return "–";
  return `${Math.round(health.helped_share * 100)} %`;
}

function change({ changed_at: at, changed_by: by }) {
  return at ? `${momentWords(at)}, ${by}` : "–";
}

function drawNothing(isEmpty, tally) {
  const box = place("nothing");
  box.hidden = !isEmpty;
  if (!isEmpty) return;
  const words = finder.q.value.trim();
  const filtered = finder.owner.value || finder.tag.value;
  const [title, hint] =
    words || filtered
      ? ["Nothing fits.", "Try other words, or take a filter away."]
      : NOTHING[tally.all ? currentView() : ""];
  const parts = [el("b", {}, title), hint];
  if (words) {
    const address = `/console/new?title=${encodeURIComponent(words)}`;
    parts.push(
      el("p", {}, el("a", { class: "link-button secondary", href: address }, `Write “${words}”`)),
    );
  }
  box.replaceChildren(...parts);
}

function drawPager(page, pages, total) {
  const pager = place("pager");
  pager.hidden = pages < 2;
  const step = (label, to) =>
    el(
      "button",
      {
        class: "secondary",
        type: "button",
        disabled: to < 1 || to > pages,
        onclick: () => turnTo(to),
      },
      label,
    );
  const all = total.toLocaleString("en-GB");
  const words = `Page ${page} of ${pages.toLocaleString("en-GB")}, ${all} articles`;
  pager.replaceChildren(step("Previous", page - 1), el("span", {}, words), step("Next", page + 1));
}

function turnTo(page) {
  go({ page });
  scrollTo({ top: 0 });
}

function onKey(event) {
  const typing = event.target.closest("input, select, textarea, dialog");
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (typing && event.target === finder.q && event.key === "ArrowDown") return step(event, 1);
  if (typing) return;
  if (event.key === "/") {
    event.preventDefault();
    finder.q.focus();
    finder.q.select();
  } else if (event.key === "n") {
    location.assign("/console/new");
  } else if (event.key === "ArrowDown" || event.key === "j") step(event, 1);
  else if (event.key === "ArrowUp" || event.key === "k") step(event, -1);
}

function step(event, by) {
  const links = [...rows.querySelectorAll(".name a")];
  if (!links.length) return;
  event.preventDefault();
  const at = links.indexOf(document.activeElement);
  if (at === 0 && by < 0) return finder.q.focus();
  const next = links[Math.min(Math.max(at + by, 0), links.length - 1)];
  next.focus();
  next.scrollIntoView({ block: "nearest" });
}
