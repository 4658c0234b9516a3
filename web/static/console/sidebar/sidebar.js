/** The sidebar of the editor: how the article does, its gaps, and what colleagues say of it. */

import { at } from "../../kit/base.js";
import { get } from "../../kit/api.js";
import { byId } from "../../kit/dom.js";
import { html, render } from "../../kit/html.js";
import { offerComments } from "./comments.js";
import { healthView } from "./health.js";

/** Show it; `path`: where the server is asked about the article. */
export function showSidebar(path) {
  const showComments = offerComments(path, read);
  let days = 30;
  read();

  async function read() {
    try {
      const { health, gaps, comments } = await get(`${path}/sidebar?days=${days}`);
      render(healthView(health, choose), byId("health"));
      byId("gaps").hidden = !gaps.length;
      render(gaps.map(gapRow), byId("gap-list"));
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

function gapRow({ id, name, times }) {
  const words = times === 1 ? "once" : `${times} times`;
  return html`<li><a href=${at(`/console/gaps/${id}`)}>${name}</a><span class="muted"> ${words}</span></li>`;
}
