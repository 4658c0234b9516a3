// A question that needs more than a press: a small form over the page, left with Esc.

import { html, nothing, render } from "./html.js";
import { pageId } from "./ids.js";

// Opens a dialog. `submit(form)` is called with the form's data; while it rejects, the dialog stays
// open and shows why. `body` is a template, an element or several.
export function ask({ title, body, action, submit, wide = false }) {
  const id = pageId("dialog");
  const form = (problem = "", isBusy = false) => html`<form class="dialog-form" @submit=${send}>
    <h2 id=${id}>${title}</h2>
    ${[body].flat().filter(Boolean)}
    <p class="problem" role="alert" ?hidden=${!problem}>${problem}</p>
    <div class="dialog-foot">
      <button class="secondary" type="button" @click=${() => dialog.close()}>Cancel</button>
      <button class="primary" type="submit" ?disabled=${isBusy}>${action}</button>
    </div>
  </form>`;
  const dialog = show(form(), { id, wide });

  async function send(event) {
    event.preventDefault();
    const given = new FormData(event.target);
    render(form("", true), dialog);
    try {
      await submit(given);
      dialog.close();
    } catch (error) {
      render(form(error.message), dialog);
    }
  }

  return dialog;
}

// Shows anything over the page; it is gone once it is closed.
export function show(content, { id, wide = false }) {
  const dialog = document.createElement("dialog");
  if (wide) dialog.className = "wide";
  dialog.setAttribute("aria-labelledby", id);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  render(content, dialog);
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

// One of several answers, as a row that can be pressed as a whole.
export function option({ name, value, label, hint, checked = false, disabled = false }) {
  return element(html`<label class="option">
    <input type="radio" name=${name} .value=${value} ?checked=${checked} ?disabled=${disabled} required />
    <span><b>${label}</b>${hint ? html`<small>${hint}</small>` : nothing}</span>
  </label>`);
}

export function field(label, input, hint = "") {
  return element(html`<label class="field">
    <span>${label}${hint ? html`<small>${hint}</small>` : nothing}</span>
    ${input}
  </label>`);
}

// A template as an element, for what is still put together by hand.
function element(template) {
  const place = document.createElement("div");
  render(template, place);
  return place.firstElementChild;
}
