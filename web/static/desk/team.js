// The team, live: who waits, who helps, and giving a conversation to somebody else.

import * as alerts from "./alerts.js";
import { get } from "../kit/api.js";
import * as connection from "./connection.js";
import { KeyedList } from "../kit/keyed_list.js";
import * as presence from "./presence.js";
import { agentRow, askedAgain, queueCard, waitingRow } from "./team_rows.js";
import { state, watch } from "./state.js";
import { setServerTime, tick } from "../kit/time.js";
import { trouble, workCameBack } from "./troubles.js";

const EVERY = 5_000; // milliseconds; presence changes without any news
const SOON = 400;
const queues = new KeyedList(document.getElementById("queues"), queueCard);
const agents = new KeyedList(document.getElementById("agents"), (agent) => agentRow(agent, look));
const waiting = new KeyedList(document.getElementById("waiting"), (handoff) =>
  waitingRow(handoff, look),
);
let timer = 0;

alerts.start();
presence.start();
setInterval(tick, 1_000);
watch(["queue"], drawWaiting);
connection.start({ moved: () => lookIn(SOON), returned: workCameBack, trouble });
showAskedAgain();

function lookIn(delay) {
  clearTimeout(timer);
  timer = setTimeout(look, delay);
}

async function look() {
  clearTimeout(timer);
  const team = await get("/desk/api/team").catch(() => null);
  if (team) draw(team);
  timer = setTimeout(look, EVERY);
}

function draw(team) {
  setServerTime(team.now);
  clear(queues);
  queues.draw(
    team.queues,
    ({ name }) => name,
    (queue) => queue,
  );
  agents.draw(
    team.agents,
    ({ id }) => id,
    (agent) => agent,
  );
  const here = team.agents.filter(({ status }) => status !== "offline").length;
  document.getElementById("agents-count").textContent = `${here} here`;
  tick();
}

function drawWaiting() {
  const all = (state.queue ?? []).filter((handoff) => handoff.state === "waiting");
  document.getElementById("waiting-count").textContent = all.length;
  document.getElementById("nobody").hidden = all.length > 0;
  waiting.draw(
    all,
    ({ id }) => id,
    (handoff) => handoff,
  );
  tick();
}

// How often agents asked for what stood before them already.
async function showAskedAgain() {
  const figures = await get("/desk/api/reasked?days=7").catch(() => null);
  if (!figures || !figures.conversations) return;
  document.getElementById("asked").replaceChildren(...askedAgain(figures));
  document.getElementById("asked-section").hidden = false;
}

function clear(list) {
  list.element.querySelector(":scope > .muted")?.remove();
}
