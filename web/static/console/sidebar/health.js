/** The figures of an article: whether it helps, where it leads, and what it cost. */

import { html, nothing, svg } from "../../kit/html.js";

const SPANS = [30, 90]; // days
const WIDTH = 240;
const HEIGHT = 40;

/** Return the figures; `choose(days)` is called with another span. */
export function healthView(health, choose) {
  const { shown, judged, share, chat, help, next_taken: next, handed_off: handed } = health;
  return html`
    <div class="health-head">
      <h3 id="health-title">How it does</h3>
      <div class="spans" role="group" aria-label="Over how long">
        ${SPANS.map((days) => spanButton(days, health.days, choose))}
      </div>
    </div>
    ${health.ails ? html`<p class="ails">It ${health.ails}.</p>` : nothing}
    ${shown || judged ? nothing : html`<p class="muted">Nobody has met it in this time.</p>`}
    <dl class="health-figures">
      ${figure("Shown in the chat", times(shown), before(shown, health.before.shown))}
      ${figure("Helped", share === null ? "–" : percent(share), change(health))}
      ${figure("in the chat", said(chat))}
      ${figure("in the help centre", said(help))}
      ${figure("Led to a next question", part(next, shown))}
      ${figure("A person was called after it", part(handed, shown))}
      ${figure("Effort, 1 very low to 5", health.effort === null ? "–" : health.effort.toFixed(1))}
    </dl>
    ${trend(health.weeks)}`;
}

function spanButton(days, chosen, choose) {
  return html`<button
    type="button" aria-pressed=${days === chosen} @click=${() => choose(days)}
  >${days} days</button>`;
}

function figure(label, value, aside = "") {
  const more = aside ? html`<span class="muted"> ${aside}</span>` : nothing;
  return html`<div><dt>${label}</dt><dd>${value}${more}</dd></div>`;
}

function said({ helped, not_helped: not }) {
  return helped + not ? `${helped} yes, ${not} no` : "–";
}

function part(count, all) {
  return count && all ? `${times(count)} (${percent(count / all)})` : times(count);
}

function before(now, then) {
  return now || then ? `before that ${times(then)}` : "";
}

function change({ change: by, days, judged }) {
  if (by === null) return judged ? `of ${judged} who said` : "";
  const points = Math.round(by * 100);
  const words = points > 0 ? `${points} points more` : `${-points} points less`;
  return points ? `${words} than the ${days} days before` : `as the ${days} days before`;
}

function trend(weeks) {
  const max = Math.max(...weeks, 1);
  const step = WIDTH / weeks.length;
  const words = `Shown per week, the last ${weeks.length} weeks: ${weeks.join(", ")}`;
  const column = (count, at) => {
    const tall = count ? (count / max) * (HEIGHT - 3) : 1.5;
    return svg`<rect class=${count ? "" : "none"} x=${at * step + 1} y=${HEIGHT - tall} width=${step - 2} height=${tall} rx="1"></rect>`;
  };
  return html`<figure>
    <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" class="trend" role="img" aria-label=${words}>${weeks.map(column)}</svg>
    <figcaption class="muted">Shown, per week</figcaption>
  </figure>`;
}

function times(count) {
  return count === 1 ? "once" : count ? `${count.toLocaleString("en")} times` : "never";
}

function percent(share) {
  return `${Math.round(share * 100)} %`;
}
