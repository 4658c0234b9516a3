/** The team, live: who waits, who helps, and giving a conversation to somebody else. */

import { get } from "../../kit/api.js";
import { html, render, repeat } from "../../kit/html.js";
import { setServerTime } from "../../kit/time.js";
import * as bar from "../bar/bar.js";
import { onChange, set, state } from "../store.js";
import { agentRow, queueCard, reaskedFigures, waitingRow } from "./rows.js";

const EVERY = 5_000; // milliseconds; presence changes without any news
const SOON = 400;
const page = document.getElementById("team");
let timer = 0;

onChange(() => render(sections(), page));
bar.start({ moved: () => lookIn(SOON) });
readReasked();

function lookIn(delay) {
  clearTimeout(timer);
  timer = setTimeout(look, delay);
}

async function look() {
  const team = await get("/desk/api/team").catch(() => null);
  if (team) {
    setServerTime(team.now);
    set({ team });
  }
  lookIn(EVERY);
}

// How often agents asked for what stood before them already.
async function readReasked() {
  set({ reasked: await get("/desk/api/reasked?days=7").catch(() => null) });
}

function sections() {
  const { queues, agents } = state.team ?? { queues: null, agents: [] };
  const waiting = (state.queue ?? []).filter((handoff) => handoff.state === "waiting");
  const here = agents.filter(({ status }) => status !== "offline").length;
  return html`<section aria-labelledby="queues-title">
      <h2 id="queues-title">Queues</h2>
      <ul class="team-queues">${queues?.map(queueCard) ?? html`<li class="muted">Loading…</li>`}</ul>
    </section>
    <section aria-labelledby="agents-title">
      <h2 id="agents-title">Agents <span class="tally">${queues ? `${here} here` : null}</span></h2>
      <ul class="team-agents">${repeat(
        agents,
        ({ id }) => id,
        (agent) => agentRow(agent, look),
      )}</ul>
    </section>
    <section aria-labelledby="waiting-title">
      <h2 id="waiting-title">Waiting <span class="tally">${state.queue ? waiting.length : null}</span></h2>
      <p class="empty" ?hidden=${!state.queue || waiting.length > 0}><b>Nobody is waiting.</b></p>
      <ul class="team-waiting">${repeat(
        waiting,
        ({ id }) => id,
        (handoff) => waitingRow(handoff, look),
      )}</ul>
    </section>
    ${state.reasked?.conversations ? reaskedFigures(state.reasked) : null}`;
}
