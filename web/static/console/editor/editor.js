/** The editor of an article: what is typed is checked, shown as customers see it, and kept. */

import { post } from "../../kit/api.js";
import { all, byId } from "../../kit/dom.js";
import { html, icon, nothing, render } from "../../kit/html.js";
import { latest } from "../../kit/latest.js";
import { afterPause } from "../../kit/pause.js";
import { when } from "../../kit/time.js";
import { complain, toast } from "../../kit/toast.js";
import "../moments.js";
import { articleApi, given as readGiven } from "../page.js";
import { nothingToMend, problemLine } from "../problems.js";
import { showSidebar } from "../sidebar/sidebar.js";
import { tryBox } from "../try/try_box.js";
import { offerActions } from "./actions.js";
import { resolveConflict, sameDraft } from "./conflict.js";
import { Form } from "./form.js";
import { helpPreview } from "./help_preview.js";
import { watchOthers } from "./others.js";
import { Saver } from "./saver.js";
import { tabs } from "./tabs.js";
import { widgetPreview } from "./widget_preview.js";

const CHECK_AFTER = 350; // milliseconds after the last key
const given = readGiven();
const path = articleApi(given.slug);
const STATES = {
  saved: () => (lastSaved ? savedWords(lastSaved) : "No draft: this is what customers get"),
  writing: () => "Not saved yet…",
  saving: () => "Saving…",
  away: ({ message }) => `Kept on this device. ${message}`,
  refused: ({ message }) => `Not saved: ${message}`,
  conflict: () => "Not saved: a colleague changed this article.",
};

const drawHelp = helpPreview(byId("help-preview"));
const drawWidget = widgetPreview(byId("widget-preview"), given.assistant);
const problemsOf = latest((draft) => post(`${path}/check`, { draft }));
const checkSoon = afterPause(check, CHECK_AFTER);
const form = new Form(given, changed);
let presentation = "short";
let base = given.draft; // what the form began with, or was saved as last
let lastSaved = given.saved;

const saver = new Saver(given, () => form.read(), showState);
tryBox(() => ({ slug: given.slug, draft: form.read() }));
offerActions({ given, saver, path });
tabs(byId("sidebar"));
tabs(byId("previews"));
watchOthers({ path, saver, settle });
showSidebar(path, given.slug);
showState("saved", null);
takeBackWhatWasLeft();
draw();
check();

byId("settle").addEventListener("click", settle);
chooseOne(byId("variants"), ({ value }) => {
  presentation = value;
  draw();
});
chooseOne(byId("views"), ({ value }) => {
  byId("editor").dataset.view = value;
});
addEventListener("pagehide", () => saver.leave());
addEventListener("online", () => saver.flush());
document.addEventListener("visibilitychange", () => document.hidden && saver.flush());
document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.key !== "s") return;
  event.preventDefault();
  saver.flush();
});
for (const link of all("a[data-flush]"))
  link.addEventListener("click", async (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || saver.isClean) return;
    event.preventDefault();
    if (await saver.flush()) location.assign(link.href);
  });

function changed() {
  saver.changed();
  draw();
  checkSoon();
}

// Draws what needs no server.
function draw() {
  const draft = form.read();
  byId("heading").textContent = draft.title.trim() || "Untitled";
  drawWidget(given.slug, draft, form.choices(), presentation);
}

async function check() {
  const summary = byId("problem-summary");
  try {
    const found = await problemsOf(form.read());
    render(problemsView(found.problems, form.show(found.problems)), summary);
    drawHelp(found.help);
  } catch ({ message }) {
    render(html`<p class="muted">It cannot be checked at the moment. ${message}</p>`, summary);
  }
  summary.removeAttribute("aria-busy");
}

// The problems in numbers; those `elsewhere`, in no field, in full.
function problemsView(problems, elsewhere) {
  const blocking = problems.filter((problem) => problem.blocking).length;
  const mild = problems.length - blocking;
  const words = [
    blocking && `${blocking} to settle before publishing`,
    mild && `${mild} to look at`,
  ];
  const first = html`<button
    class="chip ${blocking ? "bad" : "warn"}" type="button" @click=${() => form.focusProblem()}
  >${icon(blocking ? "warning" : "info")}${words.filter(Boolean).join(", ")}</button>`;
  return html`${problems.length ? first : nothingToMend()}${
    elsewhere.length ? html`<ul class="field-problems">${elsewhere.map(problemLine)}</ul>` : nothing
  }`;
}

function showState(state, detail) {
  if (state === "saved" && detail) {
    lastSaved = detail;
    document.body.classList.add("has-draft");
  }
  if (state === "saved" && saver.isClean) base = form.read();
  byId("saved-state").textContent = STATES[state](detail);
  byId("saved-state").dataset.state = state;
  byId("settle").hidden = state !== "conflict";
  if (state === "conflict") settle();
}

function savedWords({ at, by }) {
  return `Draft saved ${when(at)}${by === given.member.name ? "" : ` by ${by}`}`;
}

// A colleague saved meanwhile: put both texts together, asking where both changed the same part.
async function settle() {
  const mine = form.read();
  const settled = await resolveConflict({ slug: given.slug, base, mine }).catch(complain);
  if (!settled) return;
  const { draft, theirs, revision, version, by, both } = settled;
  base = theirs;
  form.write(draft);
  saver.goOnFrom(theirs, revision, version);
  draw();
  check();
  saver.changed();
  await saver.flush();
  if (!both.length) toast(`${by || "A colleague"} changed other parts. Both are kept.`);
}

// Words typed on this device that never arrived are taken up again.
function takeBackWhatWasLeft() {
  const left = saver.left();
  const draft = { ...given.draft, ...left?.draft };
  if (!left || sameDraft(draft, given.draft)) return saver.forget();
  form.write(draft);
  if (left.revision === given.revision && left.version === given.version) {
    toast("What you typed here before is back.");
    changed();
  } else {
    base = left.draft;
    settle();
  }
}

// Of a group of buttons one is pressed.
function chooseOne(group, choose) {
  group.addEventListener("click", ({ target }) => {
    const chosen = target.closest("button");
    if (!chosen) return;
    for (const each of group.children) each.ariaPressed = String(each === chosen);
    choose(chosen);
  });
}
