// What can be done with an article besides writing it: discard, plan, withdraw and take that back.

import { post } from "../kit/api.js";
import { ask, field } from "../kit/dialog.js";
import { el, icon } from "../kit/dom.js";
import { menu } from "../kit/menu.js";
import { announceChange, rememberChange } from "./serving.js";

export function offerActions({ given, saver, path, beforeLeaving }) {
  const isLive = given.state === "live" || given.state === "changed";
  const help = `/help/${encodeURIComponent(given.slug)}`;
  const place = `/console/articles/${encodeURIComponent(given.slug)}`;
  const activity = `/console/activity?article=${encodeURIComponent(given.slug)}`;
  const items = [
    isLive && link("eye", "Open in the help centre", help),
    link("clock", "Activity", activity),
    action("clock", "Schedule…", "When it goes live, and until when", () => plan()),
    action("return", "Discard the draft…", "Back to what is live", () => discard(), "draft-only"),
    isLive &&
      action("out", "Withdraw…", "Customers no longer get it; can be undone", () => withdraw()),
  ];
  const panel = menu(
    document.getElementById("more"),
    el("div", { class: "menu-body" }, items.filter(Boolean)),
  );

  function action(drawing, label, hint, run, kind = "") {
    const run_ = () => (panel.hidePopover(), run());
    return el(
      "button",
      { class: `menu-item plain ${kind}`, type: "button", onclick: run_ },
      icon(drawing),
      el("span", {}, label, el("small", {}, hint)),
    );
  }

  function discard() {
    ask({
      title: "Discard the draft?",
      body: el(
        "p",
        {},
        isLive ? "What is live stays as it is." : "The article stays, without a draft.",
      ),
      action: "Discard it",
      submit: async () => {
        await saver.discard();
        location.reload();
      },
    });
  }

  function withdraw() {
    ask({
      title: "Withdraw this article?",
      body: [
        el(
          "p",
          {},
          "Customers no longer get it, in the chat or in the help centre. " +
            "Nothing is deleted: any version can be brought back.",
        ),
        field(
          "Why",
          el("textarea", { name: "why", rows: 2, maxlength: 1000 }),
          "for your colleagues",
        ),
      ],
      action: "Withdraw it",
      submit: async (form) => {
        if (!(await beforeLeaving()))
          throw new Error("What you typed is not saved yet. Try again.");
        rememberChange(await post(`${path}/withdraw`, { why: form.get("why") }));
        location.reload();
      },
    });
  }

  function plan() {
    const schedule = given.schedule ?? {};
    const publish = moment("publish_at", schedule.publish_at);
    const expire = moment("expire_at", schedule.expire_at);
    const canPublish = saver.revision > 0 || !saver.isClean;
    ask({
      title: "Schedule",
      body: [
        canPublish
          ? field("Goes live", publish, "the draft as it is now; empty for not by itself")
          : el("p", { class: "muted" }, "There is no draft to publish later."),
        field("Is withdrawn", expire, "empty for never"),
        field(
          "Why",
          el("textarea", { name: "why", rows: 2, maxlength: 1000 }),
          "for your colleagues",
        ),
      ],
      action: "Plan it",
      submit: async (form) => {
        await saver.flush();
        await post(`${path}/schedule`, {
          revision: saver.revision,
          publish_at: utc(form.get("publish_at")),
          expire_at: utc(form.get("expire_at")),
          why: form.get("why"),
        });
        location.assign(place);
      },
    });
  }

  offerUndo({ given, path });
  announceChange();
}

function link(drawing, label, href) {
  return el(
    "a",
    { class: "menu-item plain", href, target: "_blank", rel: "noopener" },
    icon(drawing),
    el("span", {}, label),
  );
}

// After a withdrawal the page says so, and takes it back with one press.
function offerUndo({ given, path }) {
  if (given.state !== "withdrawn") return;
  const banner = document.getElementById("banner");
  const undo = el(
    "button",
    {
      class: "secondary",
      type: "button",
      onclick: async () => {
        undo.disabled = true;
        try {
          const body = { number: given.version, why: "Withdrawal undone" };
          rememberChange(await post(`${path}/restore`, body));
          location.reload();
        } catch (problem) {
          undo.disabled = false;
          banner.append(` ${problem.message}`);
        }
      },
    },
    "Bring it back",
  );
  banner.classList.add("warn");
  banner.replaceChildren("This article is withdrawn: customers do not get it. ", undo);
  banner.hidden = false;
}

function moment(name, iso) {
  const input = el("input", { type: "datetime-local", name });
  if (iso) input.value = localValue(new Date(iso));
  return input;
}

function localValue(date) {
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function utc(value) {
  return value ? new Date(value).toISOString() : null;
}
