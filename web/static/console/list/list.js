/** The list of articles: found by words, meaning, state, owner and tag; worked through by keyboard. */

import { at } from "../../kit/base.js";
import { get } from "../../kit/api.js";
import { all, byId, one } from "../../kit/dom.js";
import { render, repeat } from "../../kit/html.js";
import { latest } from "../../kit/latest.js";
import { afterPause } from "../../kit/pause.js";
import { remember, remembered } from "../../kit/storage.js";
import { complain } from "../../kit/toast.js";
import { articleRow, count, nothingView, pagerView } from "./view.js";

const WAIT = 180; // milliseconds after the last key
const OWNER = "effie.console.owner"; // whose articles one looks after, as chosen last

const finder = byId("finder", HTMLFormElement);
const find = latest((wanted) => get(`/console/api/articles?${wanted}`));

readAddress();
look();
finder.addEventListener("submit", (event) => event.preventDefault());
finder.q.addEventListener(
  "input",
  afterPause(() => go({}), WAIT),
);
for (const name of ["owner", "tag"])
  finder[name].addEventListener("change", () => {
    if (name === "owner") remember(OWNER, finder.owner.value);
    go({});
  });
for (const button of all("#views button"))
  button.addEventListener("click", () => go({ view: button.value }));
addEventListener("popstate", () => {
  readAddress();
  look();
});
document.addEventListener("keydown", onKey);

function readAddress() {
  const wanted = new URLSearchParams(location.search);
  for (const name of ["q", "owner", "tag"]) finder[name].value = wanted.get(name) ?? "";
}

// Shows something else, under an address of its own.
function go({ view = currentView(), page = 1 }) {
  const { q, owner, tag } = finder;
  const wanted = { q: q.value.trim(), owner: owner.value, tag: tag.value, view };
  const chosen = Object.entries({ ...wanted, page: page > 1 ? page : "" });
  const query = new URLSearchParams(chosen.filter(([, value]) => value));
  const address = `${location.pathname}${query.size ? `?${query}` : ""}`;
  if (wanted.q) history.replaceState(null, "", address);
  else history.pushState(null, "", address);
  look();
}

function currentView() {
  return new URLSearchParams(location.search).get("view") ?? "";
}

async function look() {
  const wanted = new URLSearchParams(location.search);
  wanted.set("mine", remembered(OWNER) ?? "");
  await find(wanted).then(draw, complain);
  byId("articles").removeAttribute("aria-busy");
}

function draw({ articles, tally, total, page, pages }) {
  const view = currentView();
  const words = finder.q.value.trim();
  const isFiltered = words || finder.owner.value || finder.tag.value;
  for (const button of all("#views button")) {
    button.ariaPressed = String(button.value === view);
    one(".tally", button).textContent = count(tally[button.value || "all"]);
  }
  one("#views [value=overdue]").classList.toggle("late", tally.overdue > 0);
  byId("found-words").textContent = total === 1 ? "1 article" : `${total} articles`;
  byId("articles").hidden = !articles.length;
  render(
    repeat(articles, ({ slug }) => slug, articleRow),
    byId("rows"),
  );
  byId("nothing").hidden = articles.length > 0;
  render(nothingView({ view, words, isFiltered, tally }), byId("nothing"));
  byId("pager").hidden = pages < 2;
  render(pagerView({ page, pages, total }, turnTo), byId("pager"));
}

function turnTo(page) {
  go({ page });
  scrollTo({ top: 0 });
}

function onKey(event) {
  const { key, target } = event;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (target.closest("input, select, textarea, dialog")) {
    if (target === finder.q && key === "ArrowDown") step(event, 1);
  } else if (key === "/") {
    event.preventDefault();
    finder.q.focus();
    finder.q.select();
  } else if (key === "n") location.assign(at("/console/new"));
  else if (key === "ArrowDown" || key === "j") step(event, 1);
  else if (key === "ArrowUp" || key === "k") step(event, -1);
}

function step(event, by) {
  const links = all("#rows .name a");
  if (!links.length) return;
  event.preventDefault();
  const at = links.indexOf(document.activeElement);
  if (at === 0 && by < 0) return finder.q.focus();
  const next = links[Math.min(Math.max(at + by, 0), links.length - 1)];
  next.focus();
  next.scrollIntoView({ block: "nearest" });
}
