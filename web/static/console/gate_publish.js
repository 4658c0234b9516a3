// The decision: why, publish, and whether every server answers from it by now.

import { post } from "../kit/api.js";
import { el, icon } from "../kit/dom.js";
import { waitUntilLive } from "./serving.js";

const IDEAS = ["New article", "Facts updated", "Clearer wording", "More example questions"];

export function publishing({ given, path }) {
  const form = document.getElementById("publish-form");
  const button = document.getElementById("publish-now");
  const problem = document.getElementById("publish-problem");
  const hint = document.getElementById("publish-hint");
  const result = document.getElementById("published");
  const grave = given.problems.filter((each) => each.grave);

  for (const idea of IDEAS.slice(given.is_live ? 1 : 0, given.is_live ? 4 : 1))
    document.getElementById("why-ideas").append(
      el(
        "button",
        {
          class: "chip",
          type: "button",
          onclick: () => ((form.why.value = idea), form.why.focus()),
        },
        idea,
      ),
    );
  button.disabled = grave.length > 0;
  hint.textContent = grave.length
    ? "It cannot be published like this: settle what is marked red under “The text”."
    : "You can publish before the replay is done.";
  form.addEventListener("submit", publish);

  async function publish(event) {
    event.preventDefault();
    button.disabled = true;
    problem.hidden = true;
    try {
      const body = { revision: given.revision, why: form.why.value };
      const version = await post(`${path}/publish`, body);
      form.hidden = true;
      document.getElementById("standing").textContent = "Customers get this version.";
      await showPublished(version);
    } catch (error) {
      say(error.message);
      button.disabled = false;
    }
  }

  async function showPublished(version) {
    const line = el("p", { class: "live-line" }, "Reaching the assistant…");
    result.replaceChildren(
      el(
        "p",
        { class: "published-title" },
        icon("check"),
        `Version ${version.number} is published.`,
      ),
      line,
      el(
        "p",
        { class: "after-publish" },
        el(
          "a",
          { href: `/help/${encodeURIComponent(given.slug)}`, target: "_blank", rel: "noopener" },
          "See it in the help centre",
        ),
        el(
          "a",
          { href: `/console/articles/${encodeURIComponent(given.slug)}/versions` },
          "Versions",
        ),
        el("a", { href: "/console" }, "All articles"),
      ),
    );
    document.getElementById("publish-title").textContent = "Published";
    await waitUntilLive(version.revision, (state, words) => {
      line.textContent = words;
      line.dataset.state = state;
    });
  }

  function say(words) {
    problem.textContent = words;
    problem.hidden = false;
  }

  // The replay is over, or could not be done.
  function finished(changes, trouble = null) {
    if (grave.length || trouble) return;
    const worse = changes.worse.length;
    hint.textContent = worse
      ? `${worse} ${worse === 1 ? "question gets" : "questions get"} a worse answer. It is your decision.`
      : "No replayed question gets a worse answer.";
    hint.classList.toggle("warn", worse > 0);
  }

  return { say, finished, isDone: () => form.hidden };
}
