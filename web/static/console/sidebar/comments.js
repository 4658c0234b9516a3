/** What colleagues say to each other about an article. */

import { post } from "../../kit/api.js";
import { byId, one } from "../../kit/dom.js";
import { html, nothing, render, repeat } from "../../kit/html.js";
import { when } from "../../kit/time.js";
import { complain } from "../../kit/toast.js";

/**
 * Let one comment on the article; return `show(comments)`. `path`: where the server is asked about
 * it; `changed()` is told when one was written or settled.
 */
export function offerComments(path, changed) {
  const form = byId("comment-form", HTMLFormElement);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (form.text.value.trim()) write();
  });

  async function write() {
    one("button", form).disabled = true;
    await send(`${path}/comments`, { text: form.text.value }).then(() => form.reset(), complain);
    one("button", form).disabled = false;
  }

  async function settle({ id, resolved_at: isDone }) {
    const move = isDone ? "reopen" : "resolve";
    await send(`/console/api/comments/${id}/${move}`).then(
      () => byId("comments-title").focus(),
      complain,
    );
  }

  async function send(address, body = {}) {
    await post(address, body);
    await changed();
  }

  return (comments) => {
    const lines = (some) =>
      repeat(
        some,
        ({ id }) => id,
        (comment) => line(comment, settle),
      );
    const done = comments.filter(({ resolved_at: at }) => at);
    const resolved = html`<li><details>
      <summary>${done.length} dealt with</summary><ul class="comments">${lines(done)}</ul>
    </details></li>`;
    const open = lines(comments.filter(({ resolved_at: at }) => !at));
    byId("comments").hidden = !comments.length;
    render([open, done.length ? resolved : nothing], byId("comments"));
  };
}

function line(comment, settle) {
  const { by, at, text, resolved_at: isDone, resolved_by: who } = comment;
  return html`<li class=${isDone ? "done" : ""}>
    <p class="comment-text">${text}</p>
    <p class="comment-foot muted">
      ${by}, ${when(at)}${isDone ? ` · dealt with by ${who}` : ""}
      <button class="quiet" type="button" @click=${() => settle(comment)}>${isDone ? "Open again" : "Dealt with"}</button>
    </p>
  </li>`;
}
