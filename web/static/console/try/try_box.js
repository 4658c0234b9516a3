/** A question, and what the assistant would do with it: now, and with the draft. */

import { post } from "../../kit/api.js";
import { byId, one } from "../../kit/dom.js";
import { html, nothing, render } from "../../kit/html.js";
import { decisionView } from "./decision.js";

/** Try what is asked in the page's form; `draft()` returns {slug, draft} to try it with, or null. */
export function tryBox(draft) {
  const form = byId("try-form", HTMLFormElement);
  const result = byId("try-result");
  let asked = 0; // how often; an answer that was overtaken is not shown

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ask();
  });
  form.segment.addEventListener("change", () => form.question.value.trim() && ask());
  if (form.question.value) ask();

  async function ask() {
    const question = form.question.value.trim();
    if (!question) return form.question.focus();
    asked += 1;
    const turn = asked;
    const tried = draft();
    setBusy(true);
    try {
      const body = { question, segment: form.segment.value, ...tried };
      const found = await post("/console/api/try", body);
      if (turn === asked) render(resultView(found, tried?.slug), result);
    } catch ({ message }) {
      if (turn === asked) render(html`<p class="problem" role="alert">${message}</p>`, result);
    }
    if (turn === asked) setBusy(false);
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
