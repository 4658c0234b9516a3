// A question, and what the assistant would do with it: now, and with the draft.

import { post } from "../kit/api.js";
import { el } from "../kit/dom.js";
import { outcomeView } from "./outcome.js";

// `draft()` returns {slug, draft} to try it with, or null; `segments`: [{name, label}].
export function tryBox({ segments, draft = () => null, question = "" }) {
  const box = el("input", {
    type: "text",
    "aria-label": "A customer’s question",
    placeholder: "Ask as a customer would",
    maxlength: 500,
    autocomplete: "off",
  });
  box.value = question;
  const segment = el(
    "select",
    { "aria-label": "Asked by" },
    el("option", { value: "" }, "Any customer"),
    segments.map(({ name, label }) => el("option", { value: name }, label)),
  );
  const button = el("button", { class: "primary", type: "submit" }, "Try it");
  const result = el("div", { class: "try-result", "aria-live": "polite" });
  const form = el("form", { class: "try-form" }, box, segment, button);
  form.addEventListener("submit", (event) => (event.preventDefault(), ask()));
  segment.addEventListener("change", () => box.value.trim() && ask());
  let asked = 0;

  async function ask() {
    const words = box.value.trim();
    if (!words) return box.focus();
    const turn = (asked += 1);
    button.disabled = true;
    result.setAttribute("aria-busy", "true");
    try {
      const with_ = draft();
      const body = { question: words, segment: segment.value, ...with_ };
      const found = await post("/console/api/try", body);
      if (turn === asked) result.replaceChildren(...drawn(found, with_?.slug));
    } catch (problem) {
      if (turn === asked)
        result.replaceChildren(el("p", { class: "problem", role: "alert" }, problem.message));
    } finally {
      button.disabled = false;
      result.removeAttribute("aria-busy");
    }
  }

  if (question) ask();
  return { element: el("div", { class: "try-box" }, form, result), ask, box };
}

function drawn({ now, then, thresholds }, slug) {
  const parts = [section(then ? "Now" : "What customers get", now, thresholds, slug)];
  if (then) parts.push(section("With this draft", then, thresholds, slug));
  return parts;
}

function section(title, outcome, thresholds, slug) {
  return el(
    "section",
    { class: "try-outcome" },
    el("h3", {}, title),
    outcomeView(outcome, thresholds, slug),
  );
}
