// Bold and links for those who would rather not type the signs.

import { show } from "../kit/dialog.js";
import { el } from "../kit/dom.js";
import { articleSearch } from "./article_search.js";

// Returns the tools of a text box; Ctrl+B and Ctrl+K do the same while one writes.
export function markdownTools(box) {
  const bold = () => wrap(box, "**", "**", "bold words");
  const link = () => chooseLink(box);
  shortcuts(box, { b: bold, k: link });
  return el(
    "span",
    { class: "md-tools" },
    tool("B", "Bold (Ctrl+B)", bold),
    tool("Link", "Link to an article (Ctrl+K)", link),
  );
}

// Only the keys, where there is no room for tools.
export function markdownKeys(box) {
  shortcuts(box, { b: () => wrap(box, "**", "**", "bold words"), k: () => chooseLink(box) });
}

function shortcuts(box, actions) {
  box.addEventListener("keydown", (event) => {
    const action = (event.ctrlKey || event.metaKey) && !event.shiftKey && actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });
}

function tool(label, title, run) {
  return el("button", { class: "quiet small", type: "button", title, onclick: run }, label);
}

// Puts signs around what is selected, or around words to be replaced; undoing works as ever.
function wrap(box, before, after, otherwise) {
  const { selectionStart: from, selectionEnd: to } = box;
  const words = box.value.slice(from, to) || otherwise;
  insert(box, `${before}${words}${after}`, from, to);
  box.setSelectionRange(from + before.length, from + before.length + words.length);
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
  const content = el(
    "div",
    { class: "dialog-form link-dialog" },
    el("h2", { id }, "Link to an article"),
    search,
    el(
      "div",
      { class: "dialog-foot" },
      el("button", { class: "secondary", type: "button", onclick: () => dialog.close() }, "Cancel"),
    ),
  );
  const dialog = show(content, { id });
  search.querySelector("input").focus();
}

function insert(box, text, from, to) {
  box.focus();
  box.setSelectionRange(from, to);
  box.setRangeText(text, from, to, "end");
  box.dispatchEvent(new Event("input", { bubbles: true }));
}
