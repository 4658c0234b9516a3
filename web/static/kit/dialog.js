// A question that needs more than a press: a small form over the page, left with Esc.

import { el } from "./dom.js";

let number = 0;

// Opens a dialog. `submit(form)` is called with the form's data; while it rejects, the dialog stays
// open and shows why. `danger` marks what cannot be taken back.
export function ask({ title, body, action, submit, wide = false }) {
  const id = `dialog-${(number += 1)}`;
  const problem = el("p", { class: "problem", role: "alert", hidden: true });
  const confirm = el("button", { class: "primary", type: "submit" }, action);
  const cancel = el(
    "button",
    { class: "secondary", type: "button", onclick: () => dialog.close() },
    "Cancel",
  );
  const form = el(
    "form",
    { class: "dialog-form" },
    el("h2", { id }, title),
    body,
    problem,
    el("div", { class: "dialog-foot" }, cancel, confirm),
  );
  const dialog = show(form, { id, wide });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    confirm.disabled = true;
    problem.hidden = true;
    try {
      await submit(new FormData(form));
      dialog.close();
    } catch (error) {
      problem.textContent = error.message;
      problem.hidden = false;
      confirm.disabled = false;
    }
  });
  return dialog;
}

// Shows anything over the page; it is gone once it is closed.
export function show(content, { id, wide = false }) {
  const dialog = el("dialog", { class: wide ? "wide" : null, "aria-labelledby": id }, content);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

// One of several answers, as a row that can be pressed as a whole.
export function option({ name, value, label, hint, checked = false, disabled = false }) {
  return el(
    "label",
    { class: "option" },
    el("input", { type: "radio", name, value, checked, disabled, required: true }),
    el("span", {}, el("b", {}, label), hint && el("small", {}, hint)),
  );
}

export function field(label, input, hint = "") {
  return el(
    "label",
    { class: "field" },
    el("span", {}, label, hint && el("small", {}, hint)),
    input,
  );
}
