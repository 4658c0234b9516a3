/** Bold and links for those who would rather not type the signs. */

import { show } from "../../kit/dialog.js";
import { html } from "../../kit/html.js";
import { articleSearch } from "../article_search.js";
import { asMarkdown } from "./pasted.js";

const ACTIONS = { b: makeBold, k: chooseLink };

/**
 * Do what the tools of a form's fields say; Ctrl+B and Ctrl+K do the same in a text of Markdown,
 * and what is pasted there becomes Markdown.
 */
export function offerMarkdown(form) {
  form.addEventListener("click", ({ target }) => {
    const box = target.closest(".field-block")?.querySelector("textarea");
    ACTIONS[target.dataset.markdown]?.(box);
  });
  form.addEventListener("paste", paste);
  form.addEventListener("keydown", (event) => {
    const isCommand = (event.ctrlKey || event.metaKey) && !event.shiftKey;
    if (!isCommand || !event.target.matches("[data-is-markdown]") || !(event.key in ACTIONS))
      return;
    event.preventDefault();
    ACTIONS[event.key](event.target);
  });
}

// Only where a list may stand: the rows of a list make of pasted lines what they need.
function paste(event) {
  const words = event.clipboardData?.getData("text") ?? "";
  const text = asMarkdown(words);
  const { target } = event;
  if (event.defaultPrevented || !target.matches("#field-short, #field-more") || text === words)
    return;
  event.preventDefault();
  insert(target, text, target.selectionStart, target.selectionEnd);
}

// Puts signs around what is selected, or around words to be replaced.
function makeBold(box) {
  const { selectionStart: from, selectionEnd: to } = box;
  const words = box.value.slice(from, to) || "bold words";
  insert(box, `**${words}**`, from, to);
  box.setSelectionRange(from + 2, from + 2 + words.length);
}

function chooseLink(box) {
  const { selectionStart: from, selectionEnd: to } = box;
  const chosen = box.value.slice(from, to);
  const id = "link-title";
  const search = articleSearch({
    label: "The article to link to",
    placeholder: "Search by title or meaning",
    without: () => [],
    pick: ({ slug, title }) => {
      dialog.close();
      insert(box, `[${chosen || title}](${slug})`, from, to);
    },
  });
  const close = () => dialog.close();
  const view = html`<div class="dialog-form link-dialog">
    <h2 id=${id}>Link to an article</h2>
    ${search}
    <div class="dialog-foot">
      <button class="secondary" type="button" @click=${close}>Cancel</button>
    </div>
  </div>`;
  const dialog = show(view, { id });
}

function insert(box, text, from, to) {
  box.focus();
  box.setRangeText(text, from, to, "end");
  box.dispatchEvent(new Event("input", { bubbles: true }));
}
