/** How the customer has felt: what shows it now, and a line over the conversation. */

import { html, svg } from "../../kit/html.js";
import { clock } from "../../kit/time.js";
import { chip } from "../parts.js";
import { showUtterance } from "../thread/thread.js";

const LEVELS = { calm: 6, strained: 20, upset: 34 };
const [WIDTH, HEIGHT, EDGE] = [240, 40, 6];

export function mood({ mood: { state, label, words, seq }, moods }) {
  return html`<div class="mood ${state}">
    ${chip(state === "upset" ? "bad" : state === "calm" ? "good" : "warn", label)}
    ${
      words
        ? html`<button class="mood-words" dir="auto" type="button" title="Show in the transcript"
            @click=${() => showUtterance(seq)}>${words}</button>`
        : null
    }
    ${moods.length > 1 ? [line(moods), table(moods)] : null}
  </div>`;
}

// Calm is at the top. For eyes and the mouse; the table says the same to everybody.
function line(moods) {
  const points = placed(moods);
  const path = points.map(({ x, y }) => `${x},${y}`).join(" ");
  return html`<svg class="mood-line" viewBox="0 0 ${WIDTH} ${HEIGHT}" aria-hidden="true">
    <polyline points=${path}></polyline>
    ${points.map(
      ({ x, y, state, seq, label, words }) => svg`<circle class=${state} cx=${x} cy=${y} r="4"
        @click=${() => showUtterance(seq)}><title>${label}: ${words}</title></circle>`,
    )}
  </svg>`;
}

/** Where each point of the line stands, from left to right. */
export function placed(moods) {
  const step = (WIDTH - 2 * EDGE) / Math.max(moods.length - 1, 1);
  return moods.map((each, place) => ({
    ...each,
    x: Math.round(EDGE + place * step),
    y: LEVELS[each.state],
  }));
}

function table(moods) {
  return html`<details class="mood-table">
    <summary>Message by message</summary>
    <table>
      <thead><tr><th scope="col">At</th><th scope="col">Mood</th><th scope="col">Read from</th></tr></thead>
      <tbody>${moods.map(
        ({ at, label, words, seq, is_worse: isWorse }) => html`<tr>
          <td>${clock(at)}</td>
          <td>${label}${isWorse ? ", worse" : ""}</td>
          <td><button class="mood-words" dir="auto" type="button" @click=${() => showUtterance(seq)}>${words || "a press"}</button></td>
        </tr>`,
      )}</tbody>
    </table>
  </details>`;
}
