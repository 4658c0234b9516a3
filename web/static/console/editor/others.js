/** Who else has this article open, and whether they saved meanwhile. */

import { post } from "../../kit/api.js";
import { byId } from "../../kit/dom.js";
import { html, nothing, render } from "../../kit/html.js";

const EVERY = 8_000; // milliseconds

/** Keep looking; `settle()` puts both texts together. */
export function watchOthers({ path, saver, settle }) {
  look();
  setInterval(() => document.hidden || look(), EVERY);

  async function look() {
    const before = saver.revision;
    const found = await post(`${path}/here`).catch(() => null);
    if (!found || saver.revision !== before || saver.state === "saving") return;
    const hasMoved = found.revision
      ? found.revision !== saver.revision
      : saver.revision > 0 || found.version !== saver.version;
    const { others, by } = found;
    const there = html`<span class="chip accent">${others.join(" and ")} has this open too</span>`;
    const compare = html`<button class="chip warn" type="button" @click=${() => settle()}>
      ${by} has changed it: compare and take it up
    </button>`;
    const isNews = hasMoved && saver.state !== "conflict";
    render([others.length ? there : nothing, isNews ? compare : nothing], byId("others"));
  }
}
