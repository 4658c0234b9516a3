// Beginning an article: a title is enough; what exists already is pointed out.

import { get, post } from "../kit/api.js";
import { confidence, el } from "../kit/dom.js";
import { remember, remembered } from "../kit/storage.js";

const OWNER = "effie.console.owner";
const WAIT = 300; // milliseconds after the last key
const form = document.getElementById("new");
const problem = document.getElementById("problem");
let timer = 0;

if (!form.owner.value) form.owner.value = remembered(OWNER) ?? "";
for (const name of ["title", "question"])
  form[name].addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(lookForAlike, WAIT);
  });
form.addEventListener("submit", create);
lookForAlike();

async function create(event) {
  event.preventDefault();
  const button = form.querySelector("button");
  button.disabled = true;
  problem.hidden = true;
  const question = form.question.value.trim();
  const owner = form.owner.value.trim();
  const draft = { title: form.title.value, questions: question ? [question] : [], owner };
  try {
    const { slug } = await post("/console/api/articles", { draft });
    if (owner) remember(OWNER, owner);
    location.assign(`/console/articles/${encodeURIComponent(slug)}`);
  } catch (error) {
    problem.textContent = error.message;
    problem.hidden = false;
    button.disabled = false;
  }
}

async function lookForAlike() {
  const words = form.question.value.trim() || form.title.value.trim();
  const section = document.getElementById("alike");
  if (words.length < 3) return (section.hidden = true);
  const found = await get(`/console/api/find?q=${encodeURIComponent(words)}`).catch(() => null);
  const alike = (found?.articles ?? [])
    .filter((article) => (article.confidence ?? 0) > 0.3)
    .slice(0, 3);
  section.hidden = !alike.length;
  document
    .getElementById("alike-list")
    .replaceChildren(
      ...alike.map(({ slug, title, confidence: sure }) =>
        el(
          "li",
          {},
          el("a", { href: `/console/articles/${encodeURIComponent(slug)}` }, title),
          confidence(sure),
        ),
      ),
    );
}
