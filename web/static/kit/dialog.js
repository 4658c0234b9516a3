// A question that needs more than a press: a small form over the page, left with Esc.

import { html, ifDefined, nothing, render } from "./html.js";
import { pageId } from "./ids.js";

/**
 * Open a dialog with a form; `body` is a template, or several.
 *
 * `submit` gets what stands in the form's fields, trimmed, by their names. While it rejects, the
 * dialog stays open and shows why.
 */
export function ask({ title, body, action, submit, cancel = "Cancel", size = "" }) {
  const id = pageId("dialog");
  const form = (problem = "", isBusy = false) => html`<form class="dialog-form" @submit=${send}>
    <h2 id=${id}>${title}</h2>
    ${body}
    <p class="problem" role="alert" ?hidden=${!problem}>${problem}</p>
    <div class="dialog-foot">
      <button class="secondary" type="button" @click=${() => dialog.close()}>${cancel}</button>
      <button class="primary" type="submit" ?disabled=${isBusy}>${action}</button>
    </div>
  </form>`;
  const dialog = show(form(), { id, size });

  async function send(event) {
    event.preventDefault();
    const given = [...new FormData(event.target)].map(([name, value]) => [
      name,
      String(value).trim(),
    ]);
    render(form("", true), dialog);
    try {
      await submit(Object.fromEntries(given));
      dialog.close();
    } catch (error) {
      render(form(error.message), dialog);
    }
  }

  return dialog;
}

/** Show anything over the page; it is gone once it is closed. `size`: its classes, if any. */
export function show(content, { id, size = "" }) {
  const dialog = document.createElement("dialog");
  dialog.className = size;
  dialog.setAttribute("aria-labelledby", id);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  render(content, dialog);
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** Return one of several answers, as a row that can be pressed as a whole. */
export function option({ name, value, label, hint = "", checked = false, disabled = false }) {
  return html`<label class="option">
    <input type="radio" name=${name} value=${value} ?checked=${checked} ?disabled=${disabled} required />
    <span><b>${label}</b>${hint ? html`<small>${hint}</small>` : nothing}</span>
  </label>`;
}

export function field(label, input, hint = "") {
  return html`<label class="field">
    <span>${label}${hint ? html`<small>${hint}</small>` : nothing}</span>
    ${input}
  </label>`;
}

/** Return a field for words: of so many `rows`, or a single line without. */
export function textField(name, label, { max, rows = 0, value = "", hint = "", ...more }) {
  const { required = false, placeholder } = more;
  const box = rows
    ? html`<textarea name=${name} rows=${rows} maxlength=${max} ?required=${required}
        placeholder=${ifDefined(placeholder)} .value=${value}></textarea>`
    : html`<input name=${name} maxlength=${max} ?required=${required}
        placeholder=${ifDefined(placeholder)} value=${value} />`;
  return field(label, box, hint);
}
