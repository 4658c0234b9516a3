// The publish gate: questions replayed against the draft, what changes, and the decision.

import { get, post, remove } from "../kit/api.js";
import { el, icon } from "../kit/dom.js";
import { showCompeting, showProblems } from "./gate_beside.js";
import { publishing } from "./gate_publish.js";
import { changeRow } from "./gate_row.js";

const BATCH = 40; // questions in one request: the bar moves every second or so
const GROUPS = [
  ["worse", "Worse", "bad", "These get a less helpful answer than now."],
  ["better", "Better", "good", "These get a more helpful answer than now."],
  ["different", "Different", "warn", "These get another answer. Have a look whether it is right."],
];
const SHOWN = 12; // of a group before the rest is unfolded

const given = JSON.parse(document.getElementById("given").textContent);
const path = `/console/api/articles/${encodeURIComponent(given.slug)}`;
const place = (id) => document.getElementById(id);
const changes = { worse: [], better: [], different: [] };
let pinned = [];
let pinnedFailing = [];

showProblems(given);
const publish = publishing({ given, path });
run()
  .finally(() => place("changes").removeAttribute("aria-busy"))
  .then(() => showCompeting({ given, path, isDone: publish.isDone }))
  .finally(() => place("competing").removeAttribute("aria-busy"));
place("pin-form").addEventListener("submit", pin);

// Replays everything; a batch at a time, so that what is found shows at once.
async function run() {
  try {
    const found = await get(`${path}/gate`);
    pinned = found.pinned;
    drawPins();
    await replayAll(found.questions);
  } catch (problem) {
    if (publish.isDone()) cutShort(0, 0);
    else stopped(problem);
  }
}

async function replayAll(questions) {
  let done = 0;
  tell(done, questions.length);
  for (let from = 0; from < questions.length; from += BATCH) {
    const batch = questions.slice(from, from + BATCH);
    const { results } = await post(`${path}/replay`, {
      revision: given.revision,
      questions: batch,
    });
    if (publish.isDone()) return cutShort(done, questions.length);
    take(results);
    done += batch.length;
    tell(done, questions.length);
    draw();
  }
  finished(questions);
}

function take(results) {
  for (const result of results) {
    if (result.verdict !== "same") changes[result.verdict].push(result);
    if (result.source === "pinned" && result.then.answer !== given.slug) pinnedFailing.push(result);
  }
}

function tell(done, total) {
  const share = total ? Math.round((done / total) * 100) : 100;
  const bar = place("progress");
  bar.setAttribute("aria-valuenow", share);
  bar.firstElementChild.style.width = `${share}%`;
  place("progress-words").textContent =
    done < total ? `Replaying ${total} questions: ${done} done…` : `${total} questions replayed.`;
}

function finished(questions) {
  const count = (source) => questions.filter((each) => each.source === source).length;
  const parts = [
    [count("pinned"), "pinned"],
    [count("own"), "of its example questions"],
    [count("asked"), "asked by customers lately"],
    [count("other"), "of other articles"],
  ].filter(([number]) => number);
  const words = parts.map(([number, label]) => `${number} ${label}`).join(", ");
  place("progress").hidden = true;
  place("progress-words").textContent = `Replayed ${questions.length} questions: ${words}.`;
  draw(true);
  drawPins();
  publish.finished(changes);
}

// It was published before everything was replayed.
function cutShort(done, total) {
  place("progress").hidden = true;
  const far = total ? ` after ${done} of ${total} questions` : "";
  place("progress-words").textContent = `You published${far}; the rest was not replayed.`;
}

function stopped(problem) {
  place("progress").hidden = true;
  const again = el(
    "button",
    { class: "secondary", type: "button", onclick: () => location.reload() },
    "Try again",
  );
  const words =
    problem.status === 409
      ? "The draft has changed since you opened this page. "
      : `The questions could not be replayed. ${problem.message} You can publish all the same. `;
  place("progress-words").replaceChildren(words, again);
  publish.finished(changes, problem);
}

function draw(isDone = false) {
  const total = GROUPS.reduce((sum, [name]) => sum + changes[name].length, 0);
  place("gate-tally").replaceChildren(
    ...GROUPS.map(([name, label, look]) =>
      el(
        "a",
        { class: `gate-count ${look}`, href: changes[name].length ? `#group-${name}` : null },
        el("b", {}, changes[name].length),
        label.toLowerCase(),
      ),
    ),
  );
  const groups = GROUPS.filter(([name]) => changes[name].length).map(group);
  if (isDone && !total)
    groups.push(
      el(
        "div",
        { class: "empty" },
        el("b", {}, "No answer changes."),
        "Every replayed question gets what it gets now.",
      ),
    );
  place("changes").replaceChildren(...groups);
}

const unfolded = new Set();

function group([name, label, look, words]) {
  const all = changes[name];
  const shown = unfolded.has(name) ? all : all.slice(0, SHOWN);
  const more = el(
    "button",
    {
      class: "secondary",
      type: "button",
      onclick: () => (unfolded.add(name), draw(true)),
    },
    `Show ${all.length - shown.length} more`,
  );
  return el(
    "section",
    { class: `change-group ${look}`, id: `group-${name}`, "aria-labelledby": `title-${name}` },
    el("h2", { id: `title-${name}` }, label, el("span", { class: "tally" }, all.length)),
    el("p", { class: "muted" }, words),
    el(
      "ul",
      { class: "change-list" },
      shown.map((each) => changeRow(each, given.slug, { pin: pinIt })),
    ),
    all.length > shown.length && more,
  );
}

function drawPins() {
  const failing = new Set(pinnedFailing.map(({ question }) => question));
  place("pins").replaceChildren(
    ...pinned.map((each) =>
      el(
        "li",
        {},
        el(
          "span",
          {},
          each.question,
          failing.has(each.question) && el("span", { class: "chip bad" }, "would not be answered"),
        ),
        el(
          "button",
          {
            class: "icon-button",
            type: "button",
            "aria-label": `Unpin “${each.question}”`,
            title: `Pinned by ${each.by}. Unpin`,
            onclick: () => unpin(each),
          },
          icon("cross"),
        ),
      ),
    ),
  );
}

async function pin(event) {
  event.preventDefault();
  const box = event.target.question;
  if (!box.value.trim()) return box.focus();
  if (await pinIt(box.value)) box.value = "";
  box.focus();
}

async function pinIt(question) {
  try {
    const added = await post(`${path}/pinned`, { question });
    pinned = [...pinned.filter(({ id }) => id !== added.id), added];
    const asked = { question: added.question, source: "pinned", expected: given.slug };
    const body = { revision: given.revision, questions: [asked] };
    const { results } = await post(`${path}/replay`, body);
    if (results[0].then.answer !== given.slug) pinnedFailing.push(results[0]);
    drawPins();
    return true;
  } catch (problem) {
    publish.say(problem.message);
    return false;
  }
}

async function unpin({ id }) {
  try {
    await remove(`${path}/pinned/${id}`);
    pinned = pinned.filter((each) => each.id !== id);
    drawPins();
  } catch (problem) {
    publish.say(problem.message);
  }
}
