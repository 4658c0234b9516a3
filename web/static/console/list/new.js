/** Beginning an article: a title is enough; what exists already is pointed out. */

import { get, post } from "../../kit/api.js";
import { all, byId, one } from "../../kit/dom.js";
import { confidence, html, render } from "../../kit/html.js";
import { afterPause } from "../../kit/pause.js";
import { remember, remembered } from "../../kit/storage.js";
import { articlePage } from "../page.js";
import { problemLine } from "../problems.js";

const OWNER = "effie.console.owner";
const WAIT = 300; // milliseconds after the last key
const MIN_ALIKE_LENGTH = 3; // characters that are looked for
const MIN_CONFIDENCE = 0.3; // of what is pointed out as being alike
const form = byId("new", HTMLFormElement);
const problem = byId("problem");
const [title, question, owner] = all("input", form);

if (!owner.value) owner.value = remembered(OWNER) ?? "";
const look = afterPause(lookForAlike, WAIT);
for (const box of [title, question]) box.addEventListener("input", look);
form.addEventListener("submit", create);
lookForAlike();

async function create(event) {
  event.preventDefault();
  const button = one("button", form);
  button.disabled = true;
  problem.hidden = true;
  const draft = {
    title: title.value,
    questions: [question.value.trim()].filter(Boolean),
    owner: owner.value.trim(),
  };
  try {
    const { slug } = await post("/console/api/articles", { draft });
    if (draft.owner) remember(OWNER, draft.owner);
    location.assign(articlePage(slug));
  } catch (error) {
    problem.textContent = error.message;
    problem.hidden = false;
    button.disabled = false;
  }
}

async function lookForAlike() {
  const asked = new URLSearchParams({ title: title.value.trim() });
  const words = question.value.trim() || title.value.trim();
  if (words.length >= MIN_ALIKE_LENGTH) asked.set("q", words);
  const found = await get(`/console/api/find?${asked}`).catch(() => null);
  render(found?.problems.map(problemLine), byId("title-problems"));
  const alike = (found?.articles ?? []).filter((article) => article.confidence > MIN_CONFIDENCE);
  byId("alike").hidden = !alike.length;
  render(alike.slice(0, 3).map(alikeRow), byId("alike-list"));
}

function alikeRow({ slug, title, confidence: sure }) {
  return html`<li><a href=${articlePage(slug)}>${title}</a>${confidence(sure)}</li>`;
}
