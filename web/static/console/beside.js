// Beside the editor: how the article does, the gaps it belongs to, and what colleagues say of it.

import { get } from "../kit/api.js";
import { el } from "../kit/dom.js";
import { comments } from "./comments.js";
import { healthParts } from "./health.js";

const place = document.getElementById("article-beside");
const base = `/console/api/articles/${encodeURIComponent(place.dataset.slug)}`;
const health = el("section", { "aria-labelledby": "health-title" });
const gaps = el("section", { "aria-labelledby": "gaps-title", hidden: true });
const talk = comments(base, read);
let days = 30;

place.append(health, gaps, talk.element);
read();

async function read() {
  try {
    const known = await get(`${base}/beside?days=${days}`);
    health.replaceChildren(...healthParts(known.health, choose));
    drawGaps(known.gaps);
    talk.show(known.comments);
  } catch (problem) {
    health.replaceChildren(
      el("h3", { id: "health-title" }, "How it does"),
      el("p", { class: "problem", role: "alert" }, problem.message),
      el("button", { class: "secondary", type: "button", onclick: read }, "Try again"),
    );
  }
  place.removeAttribute("aria-busy");
}

async function choose(span) {
  days = span;
  await read();
  health.querySelector('[aria-pressed="true"]')?.focus();
}

function drawGaps(found) {
  gaps.hidden = !found.length;
  gaps.replaceChildren(
    el("h3", { id: "gaps-title" }, "Gaps"),
    el(
      "ul",
      { class: "beside-gaps" },
      found.map(({ id, name, times }) =>
        el(
          "li",
          {},
          el("a", { href: `/console/gaps/${id}` }, name),
          el("span", { class: "muted" }, ` ${times === 1 ? "once" : `${times} times`}`),
        ),
      ),
    ),
  );
}
