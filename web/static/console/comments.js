// What colleagues say to each other about an article.

import { post } from "../kit/api.js";
import { el } from "../kit/dom.js";
import { when } from "../kit/time.js";
import { toast } from "../kit/toast.js";

// Returns its element and `show(comments)`; `changed()` is told when one was written or settled.
export function comments(base, changed) {
  const list = el("ul", { class: "comments" });
  const box = el("textarea", {
    rows: "2",
    maxlength: "2000",
    required: true,
    "aria-label": "A comment for your colleagues",
    placeholder: "A comment for your colleagues…",
  });
  const send = el("button", { class: "secondary", type: "submit" }, "Comment");
  const form = el("form", { class: "comment-form", onsubmit: write }, box, send);
  const title = el("h3", { id: "comments-title" }, "Comments");
  const element = el("section", { "aria-labelledby": "comments-title" }, title, list, form);

  async function write(event) {
    event.preventDefault();
    if (!box.value.trim()) return;
    send.disabled = true;
    try {
      await post(`${base}/comments`, { text: box.value });
      box.value = "";
      await changed();
    } catch (problem) {
      toast(problem.message, "bad");
    } finally {
      send.disabled = false;
    }
  }

  async function settle(comment) {
    const move = comment.resolved_at ? "reopen" : "resolve";
    try {
      await post(`/console/api/comments/${comment.id}/${move}`);
      await changed();
      title.tabIndex = -1;
      title.focus();
    } catch (problem) {
      toast(problem.message, "bad");
    }
  }

  function show(found) {
    const open = found.filter(({ resolved_at: at }) => !at);
    const done = found.filter(({ resolved_at: at }) => at);
    list.replaceChildren(
      ...open.map((comment) => line(comment, settle)),
      ...(done.length ? [resolved(done, settle, list.querySelector("details")?.open)] : []),
    );
    list.hidden = !found.length;
  }

  return { element, show };
}

function resolved(done, settle, open) {
  const lines = done.map((comment) => line(comment, settle));
  const summary = el("summary", {}, `${done.length} dealt with`);
  return el("li", {}, el("details", { open }, summary, el("ul", { class: "comments" }, lines)));
}

function line(comment, settle) {
  const { by, at, text, resolved_at: done, resolved_by: who } = comment;
  const words = done ? `${by}, ${when(at)} · dealt with by ${who}` : `${by}, ${when(at)}`;
  return el(
    "li",
    { class: done ? "done" : null },
    el("p", { class: "comment-text" }, text),
    el(
      "p",
      { class: "comment-foot muted" },
      words,
      el(
        "button",
        { class: "quiet", type: "button", onclick: () => settle(comment) },
        done ? "Open again" : "Dealt with",
      ),
    ),
  );
}
