/** The publish gate: questions replayed against the draft, what changes, and the decision. */

import { get, post, remove } from "../../kit/api.js";
import { byId, one } from "../../kit/dom.js";
import { html, render } from "../../kit/html.js";
import { articleApi, given } from "../page.js";
import { changesView, tallyView } from "./changes.js";
import { publishing } from "./publish.js";
import { competingView, pinsView, problemsView } from "./sidebar.js";

const BATCH = 40; // questions in one request: the bar moves every second or so
const SOURCES = {
  pinned: "pinned",
  own: "of its example questions",
  asked: "asked by customers lately",
  other: "of other articles",
};

const article = given();
const path = articleApi(article.slug);
const changes = { worse: [], better: [], different: [] };
const unfolded = new Set(); // the groups of which all is shown
const failing = new Set(); // pinned questions that this draft would not answer
let pins = [];
let isReplayed = false;

const publish = publishing(article, path);
render(problemsView(article), byId("problems"));
render(html`<p class="muted">Looking…</p>`, byId("competing"));
render("Collecting the questions…", byId("progress-words"));
byId("pin-form").addEventListener("submit", pinTyped);
run()
  .finally(() => byId("changes").removeAttribute("aria-busy"))
  .then(compete)
  .finally(() => byId("competing").removeAttribute("aria-busy"));

// Replays everything; a batch at a time, so that what is found shows at once.
async function run() {
  try {
    const found = await get(`${path}/gate`);
    pins = found.pinned;
    draw();
    await replayAll(found.questions);
  } catch (problem) {
    if (publish.isDone()) end(cutShort(0, 0));
    else stop(problem);
  }
}

async function replayAll(questions) {
  const total = questions.length;
  tell(0, total);
  for (let from = 0; from < total; from += BATCH) {
    const results = await replay(questions.slice(from, from + BATCH));
    if (publish.isDone()) return end(cutShort(from, total));
    for (const result of results)
      if (result.verdict !== "same") changes[result.verdict].push(result);
    tell(Math.min(from + BATCH, total), total);
    draw();
  }
  isReplayed = true;
  draw();
  end(`Replayed ${total} questions: ${sourcesOf(questions)}.`);
  publish.replayed(changes.worse.length);
}

async function replay(questions) {
  const { results } = await post(`${path}/replay`, { revision: article.revision, questions });
  for (const { question, source, then } of results)
    if (source === "pinned" && then.answer !== article.slug) failing.add(question);
  return results;
}

function sourcesOf(questions) {
  return Object.entries(SOURCES)
    .map(([name, label]) => [questions.filter(({ source }) => source === name).length, label])
    .filter(([count]) => count)
    .map(([count, label]) => `${count} ${label}`)
    .join(", ");
}

function tell(done, total) {
  const share = total ? Math.round((done / total) * 100) : 100;
  const bar = byId("progress");
  bar.ariaValueNow = String(share);
  one("span", bar).style.width = `${share}%`;
  const words = `Replaying ${total} questions: ${done} done…`;
  render(done < total ? words : `${total} questions replayed.`, byId("progress-words"));
}

function end(words) {
  byId("progress").hidden = true;
  render(words, byId("progress-words"));
}

// It was published before everything was replayed.
function cutShort(done, total) {
  const far = total ? ` after ${done} of ${total} questions` : "";
  return `You published${far}; the rest was not replayed.`;
}

function stop({ status, message }) {
  const reload = () => location.reload();
  end(
    html`${
      status === 409
        ? "The draft has changed since you opened this page. "
        : `The questions could not be replayed. ${message} You can publish all the same. `
    }<button class="secondary" type="button" @click=${reload}>Try again</button>`,
  );
}

function draw() {
  const unfold = (name) => {
    unfolded.add(name);
    draw();
  };
  const isPinned = (question) => pins.some((each) => each.question === question);
  const how = { slug: article.slug, isReplayed, unfolded, unfold, isPinned, pin };
  render(tallyView(changes), byId("gate-tally"));
  render(changesView(changes, how), byId("changes"));
  render(pinsView(pins, failing, unpin), byId("pins"));
}

async function compete() {
  const found = publish.isDone() ? null : post(`${path}/competing`, { revision: article.revision });
  render(await competingView(found), byId("competing"));
}

async function pinTyped(event) {
  event.preventDefault();
  const box = event.target.question;
  if (box.value.trim() && (await pin(box.value))) box.value = "";
  box.focus();
}

// Pins a question and tries it; tells whether that worked.
async function pin(question) {
  try {
    const added = await post(`${path}/pinned`, { question });
    pins = [...pins.filter(({ id }) => id !== added.id), added];
    const { slug: expected } = article;
    await replay([{ question: added.question, source: "pinned", expected }]);
    return true;
  } catch (problem) {
    publish.say(problem.message);
    return false;
  } finally {
    draw();
  }
}

async function unpin({ id }) {
  try {
    await remove(`${path}/pinned/${id}`);
    pins = pins.filter((each) => each.id !== id);
    draw();
  } catch (problem) {
    publish.say(problem.message);
  }
}
