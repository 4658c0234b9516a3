/** A question, and what the assistant would do with it: now, and with the draft. */

import { post } from "../../kit/api.js";
import { byId, one } from "../../kit/dom.js";
import { html, nothing, render } from "../../kit/html.js";
import { latest } from "../../kit/latest.js";
import { decisionView } from "./decision.js";

/** Try what is asked in the page's form; `draft()` returns {slug, draft} to try it with, or null. */
export function tryBox(draft) {
  const form = byId("try-form", HTMLFormElement);
  const result = byId("try-result");
  const decide = latest((/** @type {object} */ body) => post("/console/api/try", body));

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ask();
  });
  form.segment.addEventListener("change", () => form.question.value.trim() && ask());
  if (form.question.value) ask();

  async function ask() {
    const question = form.question.value.trim();
    if (!question) return form.question.focus();
    const tried = draft();
    setBusy(true);
    const view = await decide({ question, segment: form.segment.value, ...tried }).then(
      (found) => resultView(found, tried?.slug),
      ({ message }) => html`<p class="problem" role="alert">${message}</p>`,
    );
    render(view, result);
    setBusy(false);
  }

  function setBusy(isBusy) {
    one("button", form).disabled = isBusy;
    result.ariaBusy = String(isBusy);
  }
}

function resultView({ now, then, thresholds }, slug) {
  const section = (title, found) => html`<section class="try-outcome">
    <h3>${title}</h3>
    ${decisionView(found, thresholds, slug)}
  </section>`;
  return [
    section(then ? "Now" : "What customers get", now),
    then ? section("With this draft", then) : nothing,
  ];
}
