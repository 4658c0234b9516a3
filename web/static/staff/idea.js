// Leaving an idea on any staff page: the lamp opens the dialog, its button leaves the idea.

import { post } from "../kit/api.js";
import { at, here } from "../kit/base.js";
import { byId } from "../kit/dom.js";

const dialog = byId("idea", HTMLDialogElement);
const form = byId("idea-form", HTMLFormElement);
const words = byId("idea-words", HTMLTextAreaElement);
const problem = byId("idea-problem");
const kept = byId("idea-kept");
const leave = byId("idea-leave", HTMLButtonElement);

byId("leave-idea").addEventListener("click", (event) => {
  event.preventDefault();
  show(form);
  problem.hidden = true;
  dialog.showModal();
  words.focus();
});

for (const button of dialog.querySelectorAll("[data-close]")) {
  button.addEventListener("click", () => dialog.close());
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  leave.disabled = true;
  try {
    const left = { words: words.value, on: here(), title: document.title };
    const { id } = await post("/ideas/left", left);
    words.value = "";
    byId("idea-link", HTMLAnchorElement).href = at(`/ideas/${id}`);
    show(kept);
    kept.focus();
  } catch (error) {
    problem.textContent = error.message;
    problem.hidden = false;
  } finally {
    leave.disabled = false;
  }
});

function show(part) {
  form.hidden = part !== form;
  kept.hidden = part !== kept;
}
