// The figures of an article: whether it helps, where it leads, and what it cost.

import { el } from "../kit/dom.js";

const SPANS = [30, 90];
const SVG = "http://www.w3.org/2000/svg";

// `choose(days)` is called with another span.
export function healthParts(health, choose) {
  const { shown, judged, share, chat, help, next_taken: next, handed_off: handed } = health;
  return [
    el(
      "div",
      { class: "beside-head" },
      el("h3", { id: "health-title" }, "How it does"),
      el(
        "div",
        { class: "spans", role: "group", "aria-label": "Over how long" },
        SPANS.map((days) =>
          el(
            "button",
            {
              type: "button",
              "aria-pressed": String(days === health.days),
              onclick: () => choose(days),
            },
            `${days} days`,
          ),
        ),
      ),
    ),
    health.ails && el("p", { class: "ails" }, `It ${health.ails}.`),
    !shown && !judged && el("p", { class: "muted" }, "Nobody has met it in this time."),
    el(
      "dl",
      { class: "health-figures" },
      figure("Shown in the chat", times(shown), before(shown, health.before.shown)),
      figure("Helped", share === null ? "–" : percent(share), change(health)),
      figure("in the chat", said(chat)),
      figure("in the help centre", said(help)),
      figure("Led to a next question", part(next, shown)),
      figure("A person was called after it", part(handed, shown)),
      figure("Effort, 1 very low to 5", health.effort === null ? "–" : health.effort.toFixed(1)),
    ),
    trend(health.weeks),
  ].filter(Boolean);
}

function figure(label, value, aside = null) {
  return el(
    "div",
    {},
    el("dt", {}, label),
    el("dd", {}, value, aside && el("span", { class: "muted" }, ` ${aside}`)),
  );
}

function said({ helped, not_helped: not }) {
  return helped + not ? `${helped} yes, ${not} no` : "–";
}

function part(count, all) {
  return count && all ? `${times(count)} (${percent(count / all)})` : times(count);
}

function before(now, then) {
  return now || then ? `before that ${times(then)}` : null;
}

function change({ change: by, days, judged }) {
  if (by === null) return judged ? `of ${judged} who said` : null;
  const points = Math.round(by * 100);
  const words = points > 0 ? `${points} points more` : `${-points} points less`;
  return points ? `${words} than the ${days} days before` : `as the ${days} days before`;
}

function trend(weeks) {
  const most = Math.max(...weeks, 1);
  const step = 240 / weeks.length;
  const drawing = document.createElementNS(SVG, "svg");
  const words = `Shown per week, the last ${weeks.length} weeks: ${weeks.join(", ")}`;
  const attributes = { viewBox: "0 0 240 40", class: "trend", role: "img", "aria-label": words };
  for (const [name, value] of Object.entries(attributes)) drawing.setAttribute(name, value);
  weeks.forEach((count, at) => {
    const tall = count ? (count / most) * 37 : 1.5;
    const column = document.createElementNS(SVG, "rect");
    const place = { x: at * step + 1, y: 40 - tall, width: step - 2, height: tall, rx: 1 };
    for (const [name, value] of Object.entries(place)) column.setAttribute(name, value);
    if (!count) column.setAttribute("class", "none");
    drawing.append(column);
  });
  return el("figure", {}, drawing, el("figcaption", { class: "muted" }, "Shown, per week"));
}

function times(count) {
  return count === 1 ? "once" : count ? `${count.toLocaleString("en")} times` : "never";
}

function percent(share) {
  return `${Math.round(share * 100)} %`;
}
