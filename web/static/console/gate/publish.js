/** The decision: why, publish, and whether every server answers from it by now. */

import { post } from "../../kit/api.js";
import { byId } from "../../kit/dom.js";
import { html, icon, render } from "../../kit/html.js";
import { waitUntilLive } from "../serving.js";

/**
 * Offer to publish. Returns `say(words)`; `replayed(worse)`, told how many questions get a worse
 * answer; and `isDone()`: whether it is published.
 */
export function publishing(article, path) {
  const form = byId("publish-form", HTMLFormElement);
  const button = byId("publish-now", HTMLButtonElement);
  const isBlocked = article.problems.some(({ blocking }) => blocking);

  button.disabled = isBlocked;
  hint(
    isBlocked
      ? "It cannot be published like this: settle what is marked red under “The text”."
      : "You can publish before the replay is done.",
  );
  form.addEventListener("submit", publish);
  byId("why-ideas").addEventListener("click", ({ target }) => {
    const idea = /** @type {Element} */ (target).closest("button");
    if (idea) form.why.value = idea.textContent;
    form.why.focus();
  });

  async function publish(event) {
    event.preventDefault();
    button.disabled = true;
    say("");
    try {
      const body = { revision: article.revision, why: form.why.value };
      const version = await post(`${path}/publish`, body);
      form.hidden = true;
      byId("publish-title").textContent = "Published";
      byId("gate-status").textContent = "Customers get this version.";
      showPublished(version, "waiting", "Reaching the assistant…");
      await waitUntilLive(version.revision, (...status) => showPublished(version, ...status));
    } catch (problem) {
      say(problem.message);
      button.disabled = false;
    }
  }

  function showPublished({ number }, state, words) {
    byId("after-publish").hidden = false;
    const view = html`
      <p class="published-title">${icon("check")}Version ${number} is published.</p>
      <p class="live-line" data-state=${state}>${words}</p>`;
    render(view, byId("published"));
  }

  function say(words) {
    byId("publish-problem").textContent = words;
    byId("publish-problem").hidden = !words;
  }

  function hint(words, isWarning = false) {
    byId("publish-hint").textContent = words;
    byId("publish-hint").classList.toggle("warn", isWarning);
  }

  function replayed(worse) {
    if (isBlocked) return;
    const get = worse === 1 ? "question gets" : "questions get";
    if (worse) hint(`${worse} ${get} a worse answer. It is your decision.`, true);
    else hint("No replayed question gets a worse answer.");
  }

  return { say, replayed, isDone: () => form.hidden };
}
