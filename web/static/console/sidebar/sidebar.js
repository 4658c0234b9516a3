/** The sidebar of the editor: how the article does, its gaps, and what colleagues say of it. */

import { at } from "../../kit/base.js";
import { get } from "../../kit/api.js";
import { byId } from "../../kit/dom.js";
import { html, nothing, render } from "../../kit/html.js";
import { offerComments } from "./comments.js";
import { healthView } from "./health.js";

/** Show it; `path`: where the server is asked about the article of that slug. */
export function showSidebar(path, slug) {
  const showComments = offerComments(path, read);
  let days = 30;
  read();

  async function read() {
    try {
      const { health, gaps, examples, comments } = await get(`${path}/sidebar?days=${days}`);
      render(healthView(health, choose), byId("health"));
      byId("gaps").hidden = !gaps.length;
      render(gaps.map(gapRow), byId("gap-list"));
      showExamples(slug, examples);
      showComments(comments);
    } catch ({ message }) {
      const trouble = html`<h3 id="health-title">How it does</h3>
        <p class="problem" role="alert">${message}</p>
        <button class="secondary" type="button" @click=${read}>Try again</button>`;
      render(trouble, byId("health"));
    }
    byId("article-sidebar").removeAttribute("aria-busy");
  }

  function choose(span) {
    days = span;
    read();
  }
}

function showExamples(slug, { ready, look }) {
  const place = at(`/console/examples?article=${encodeURIComponent(slug)}`);
  const row = (count, show, words) =>
    html`<li><a href=${`${place}&show=${show}`}>${count} ${words}</a></li>`;
  const rows = [
    ready ? row(ready, "ready", "from customers, ready to accept") : nothing,
    look ? row(look, "look", look === 1 ? "that needs a look" : "that need a look") : nothing,
  ];
  byId("examples").hidden = !(ready || look);
  render(rows, byId("example-list"));
}

function gapRow({ id, name, times }) {
  const words = times === 1 ? "once" : `${times} times`;
  return html`<li><a href=${at(`/console/gaps/${id}`)}>${name}</a><span class="muted"> ${words}</span></li>`;
}
