/** What can be done with an article besides writing it: discard, plan, withdraw and take that back. */

import { at } from "../../kit/base.js";
import { post } from "../../kit/api.js";
import { ask, field } from "../../kit/dialog.js";
import { byId } from "../../kit/dom.js";
import { html, icon, nothing } from "../../kit/html.js";
import { menu } from "../../kit/menu.js";
import { articlePage, whyField } from "../page.js";
import { announceChange, rememberChange } from "../serving.js";

/** Offer them in the menu; `given`: what the page was made with. */
export function offerActions({ given, saver, path }) {
  const isLive = given.state === "live" || given.state === "changed";
  const slug = encodeURIComponent(given.slug);
  const act = (run) => () => {
    panel.hidePopover();
    run();
  };
  const panel = menu(
    byId("more"),
    html`<div class="menu-body">
      ${isLive ? link("eye", "Open in the help centre", `/help/${slug}`) : nothing}
      ${link("clock", "Activity", `/console/activity?article=${slug}`)}
      ${action("clock", "Schedule…", "When it goes live, and until when", act(plan))}
      ${action("return", "Discard the draft…", "Back to what is live", act(discard), "draft-only")}
      ${isLive ? action("out", "Withdraw…", "Customers no longer get it; can be undone", act(withdraw)) : nothing}
    </div>`,
  );
  if (given.state === "withdrawn") offerUndo(given, path);
  announceChange();

  async function save() {
    if (!(await saver.flush())) throw new Error("What you typed is not saved yet. Try again.");
  }

  function discard() {
    const kept = isLive ? "What is live stays as it is." : "The article stays, without a draft.";
    ask({
      title: "Discard the draft?",
      body: html`<p>${kept}</p>`,
      action: "Discard it",
      submit: async () => {
        await saver.discard();
        location.reload();
      },
    });
  }

  function withdraw() {
    const words =
      "Customers no longer get it, in the chat or in the help centre. " +
      "Nothing is deleted: any version can be brought back.";
    ask({
      title: "Withdraw this article?",
      body: [html`<p>${words}</p>`, whyField()],
      action: "Withdraw it",
      submit: async ({ why }) => {
        await save();
        rememberChange(await post(`${path}/withdraw`, { why }));
        location.reload();
      },
    });
  }

  function plan() {
    const { publish_at: from, expire_at: until } = given.schedule ?? {};
    const hint = "the draft as it is now; empty for not by itself";
    const publish =
      saver.revision > 0 || !saver.isClean
        ? field("Goes live", moment("publish_at", from), hint)
        : html`<p class="muted">There is no draft to publish later.</p>`;
    const expire = field("Is withdrawn", moment("expire_at", until), "empty for never");
    ask({
      title: "Schedule",
      body: [publish, expire, whyField()],
      action: "Plan it",
      submit: async ({ publish_at: goesLive, expire_at: ends, why }) => {
        await save();
        const planned = { publish_at: utc(goesLive), expire_at: utc(ends), why };
        await post(`${path}/schedule`, { revision: saver.revision, ...planned });
        location.assign(articlePage(given.slug));
      },
    });
  }
}

function link(drawing, label, href) {
  return html`<a class="menu-item plain" href=${at(href)} target="_blank" rel="noopener">
    ${icon(drawing)}<span>${label}</span>
  </a>`;
}

function action(drawing, label, hint, run, kind = "") {
  return html`<button class="menu-item plain ${kind}" type="button" @click=${run}>
    ${icon(drawing)}<span>${label}<small>${hint}</small></span>
  </button>`;
}

// After a withdrawal the page says so, and takes it back with one press.
function offerUndo(given, path) {
  const button = byId("bring-back", HTMLButtonElement);
  byId("banner").hidden = false;
  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      const body = { number: given.version, why: "Withdrawal undone" };
      rememberChange(await post(`${path}/restore`, body));
      location.reload();
    } catch (problem) {
      button.disabled = false;
      byId("banner-problem").textContent = problem.message;
    }
  });
}

function moment(name, iso) {
  return html`<input type="datetime-local" max="9999-12-31T23:59" name=${name} value=${iso ? localValue(new Date(iso)) : ""} />`;
}

function localValue(date) {
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function utc(value) {
  const date = new Date(value);
  if (!value || Number.isNaN(date.valueOf())) return value || null; // the server says what is wrong
  return date.toISOString();
}
