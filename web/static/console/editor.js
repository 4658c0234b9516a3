// The editor of an article: what is typed is checked, shown as customers see it, and kept.

import { post } from "../kit/api.js";
import { el, icon } from "../kit/dom.js";
import { when } from "../kit/time.js";
import { toast } from "../kit/toast.js";
import { offerActions } from "./article_actions.js";
import { resolveConflict, sameDraft } from "./conflict.js";
import { problemLine } from "./field.js";
import { buildForm } from "./form.js";
import { HelpPreview } from "./help_preview.js";
import { watchOthers } from "./others.js";
import { Saver } from "./saver.js";
import { tabs } from "./tabs.js";
import { tryBox } from "./try_box.js";
import { WidgetPreview } from "./widget_preview.js";

const CHECK_AFTER = 350; // milliseconds after the last key
const given = JSON.parse(document.getElementById("given").textContent);
const path = `/console/api/articles/${encodeURIComponent(given.slug)}`;
const STATES = {
  saved: (saved) => (saved ? savedWords(saved) : "No draft: this is what customers get"),
  writing: () => "Not saved yet…",
  saving: () => "Saving…",
  away: (words) => `Kept on this device. ${words}`,
  refused: (words) => `Not saved: ${words}`,
  conflict: () => "Not saved: a colleague changed this article.",
};
const place = (id) => document.getElementById(id);

const form = buildForm(given, changed);
const widget = new WidgetPreview(given.assistant);
const help = new HelpPreview();
let presentation = "short";
let base = given.draft; // what the form began with, or was saved as last
let checkTimer = 0;
let checks = 0;
let problems = [];
let lastSaved = given.saved;

place("form").append(form.element);
place("widget-preview").append(widget.element);
place("help-preview").append(help.element);
form.write(given.draft);

const saver = new Saver({
  slug: given.slug,
  member: given.member.id,
  revision: given.revision,
  version: given.version,
  read: () => form.read(),
  told: showState,
  conflicted: (problem) => settle(problem.message),
});
const trying = tryBox({
  segments: given.segments,
  draft: () => ({ slug: given.slug, draft: form.read() }),
});
place("try").append(trying.element);
offerActions({ given, saver, path, beforeLeaving });
tabs(place("beside"));
tabs(place("previews"));
watchOthers({ path, given, saver, settle });
showState("saved", null);
takeBackWhatWasLeft();
draw();
check();

for (const button of place("variants").querySelectorAll("button"))
  button.addEventListener("click", () => chooseVariant(button));
for (const button of document.querySelectorAll("[data-view-of]"))
  button.addEventListener("click", () => chooseView(button));
addEventListener("pagehide", () => saver.leave());
addEventListener("online", () => saver.flush().catch(() => {}));
document.addEventListener(
  "visibilitychange",
  () => document.hidden && saver.flush().catch(() => {}),
);
document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.key !== "s") return;
  event.preventDefault();
  saver.flush().catch(() => {});
});
for (const link of document.querySelectorAll("a[data-flush]"))
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || saver.isClean) return;
    event.preventDefault();
    beforeLeaving().then((may) => may && location.assign(link.href));
  });

function changed() {
  saver.changed();
  draw();
  clearTimeout(checkTimer);
  checkTimer = setTimeout(check, CHECK_AFTER);
}

// Draws what needs no server.
function draw() {
  const draft = form.read();
  place("heading").textContent = draft.title.trim() || "Untitled";
  widget.draw(given.slug, draft, form.fields.next.choices(), presentation);
}

async function check() {
  const turn = (checks += 1);
  try {
    const found = await post(`${path}/check`, { draft: form.read() });
    if (turn !== checks) return;
    problems = found.problems;
    form.show(problems);
    help.draw(found.help);
    showProblems();
  } catch (problem) {
    if (turn !== checks) return;
    place("problem-summary").replaceChildren(
      el("p", { class: "muted" }, `It cannot be checked at the moment. ${problem.message}`),
    );
  }
  place("problem-summary").removeAttribute("aria-busy");
}

function showProblems() {
  const grave = problems.filter((problem) => problem.grave).length;
  const mild = problems.length - grave;
  const words = [
    grave && `${grave} to settle before publishing`,
    mild && `${mild} to look at`,
  ].filter(Boolean);
  const elsewhere = problems.filter((problem) => !(problem.field in form.fields));
  place("problem-summary").replaceChildren(
    words.length
      ? el(
          "button",
          { class: `chip ${grave ? "bad" : "warn"}`, type: "button", onclick: toFirst },
          icon(grave ? "warning" : "info"),
          words.join(", "),
        )
      : el("span", { class: "chip good" }, icon("check"), "Nothing to mend"),
    ...elsewhere.map((problem) => el("ul", { class: "field-problems" }, problemLine(problem))),
  );
}

function toFirst() {
  const order = Object.keys(form.fields);
  const first = [...problems]
    .filter((problem) => problem.field in form.fields)
    .sort((a, b) => b.grave - a.grave || order.indexOf(a.field) - order.indexOf(b.field))[0];
  if (first) form.focus(first.field);
}

function showState(state, detail) {
  if (state === "saved" && detail) {
    lastSaved = detail;
    document.body.classList.add("has-draft");
  }
  if (state === "saved" && saver.isClean) base = form.read();
  const line = place("saved-state");
  line.textContent = STATES[state](state === "saved" ? lastSaved : detail);
  line.dataset.state = state;
  place("settle").hidden = state !== "conflict";
}

function savedWords({ at, by }) {
  return `Draft saved ${when(at)}${by === given.member.name ? "" : ` by ${by}`}`;
}

place("settle").addEventListener("click", () => settle());

// A colleague saved meanwhile: put both texts together, asking where both changed the same part.
async function settle() {
  try {
    const mine = form.read();
    const settled = await resolveConflict({ slug: given.slug, base, mine });
    if (!settled) return;
    base = settled.theirs;
    form.write(settled.draft);
    saver.goOnFrom(settled.theirs, settled.revision, settled.version);
    draw();
    check();
    if (!sameDraft(settled.draft, settled.theirs)) {
      saver.changed();
      await saver.flush();
    }
    if (!settled.asked)
      toast(`${settled.name || "A colleague"} changed other parts. Both are kept.`);
  } catch (problem) {
    toast(problem.message, "bad");
  }
}

// Words typed on this device that never arrived are taken up again.
function takeBackWhatWasLeft() {
  const left = saver.left();
  if (!left || sameDraft({ ...given.draft, ...left.draft }, given.draft)) return saver.forget();
  form.write({ ...given.draft, ...left.draft });
  if (left.revision === given.revision && left.version === given.version) {
    toast("What you typed here before is back.");
    changed();
  } else {
    base = left.draft;
    settle();
  }
}

async function beforeLeaving() {
  try {
    await saver.flush();
    return true;
  } catch {
    return false;
  }
}

function chooseVariant(button) {
  presentation = button.value;
  for (const each of place("variants").querySelectorAll("button"))
    each.setAttribute("aria-pressed", String(each === button));
  draw();
}

function chooseView(button) {
  place("editor").dataset.view = button.dataset.viewOf;
  for (const each of document.querySelectorAll("[data-view-of]"))
    each.setAttribute("aria-pressed", String(each === button));
}
