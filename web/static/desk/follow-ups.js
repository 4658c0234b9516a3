// Marks follow-ups as done without leaving the list.

import { post } from "./api.js";
import { el } from "./dom.js";
import { dayAndTime } from "./time.js";

for (const time of document.querySelectorAll("time")) {
  time.textContent = dayAndTime(time.dateTime);
}

for (const form of document.querySelectorAll(".outcome")) {
  form.parentElement.addEventListener("toggle", () => form.outcome.focus());
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    finish(form);
  });
}

async function finish(form) {
  const item = form.closest(".follow-up");
  const button = form.querySelector("button");
  const problem = form.querySelector(".problem");
  const outcome = form.outcome.value.trim();
  button.disabled = true;
  problem.hidden = true;
  try {
    await post(`/desk/api/follow-ups/${item.dataset.id}/done`, { outcome });
    moveToDone(item, form, outcome);
  } catch (error) {
    button.disabled = false;
    problem.replaceChildren(...explain(error));
    problem.hidden = false;
  }
}

function moveToDone(item, form, outcome) {
  const next = item.nextElementSibling ?? item.previousElementSibling;
  const link = item.querySelector(".meta a");
  const by = document.getElementById("me").dataset.name;
  item.querySelector(".meta").replaceChildren(el("span", {}, `${by}, just now`), link);
  item.querySelector(".meta").before(el("p", { class: "result" }, outcome));
  item.classList.remove("overdue");
  form.parentElement.remove();
  document.getElementById("done").prepend(item);
  document.getElementById("done-section").hidden = false;
  const left = document.querySelectorAll("#open .follow-up").length;
  document.getElementById("open-count").textContent = left;
  document.getElementById("all-done").hidden = left > 0;
  (next?.querySelector("summary") ?? link).focus();
}

function explain(error) {
  if (error.status !== 401) return [error.message];
  const back = encodeURIComponent(location.pathname);
  return ["You are signed out. ", el("a", { href: `/login?next=${back}` }, "Sign in again")];
}
