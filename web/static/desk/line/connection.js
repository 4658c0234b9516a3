/** The line every staff page keeps open: it brings the queue, and shows that its agent is there. */

import { get, useToken } from "../../kit/api.js";
import { html, render } from "../../kit/html.js";
import { setServerTime } from "../../kit/time.js";
import { queueRead } from "../reducers.js";
import { onChange, redraw, set, state, update } from "../store.js";
import { Live } from "./live.js";

const AGAIN = 3_000; // milliseconds
const WORDS = {
  connecting: "Connecting",
  live: "Live",
  away: "Reconnecting…",
  signed_out: "Signed out",
};
const banner = document.getElementById("banner");
const sign = document.getElementById("connection");
let live = null;
let on = {};

/**
 * Keep the line open from now on, and what is drawn up to date.
 *
 * `handlers`: a function per live event, `ready` before the first, `connected` at each connect, and
 * `moved`, called with the queue as it was.
 */
export function start(handlers = {}) {
  on = handlers;
  onChange(draw);
  setInterval(redraw, 1_000); // time goes by
  addEventListener("focus", () => state.connection === "signed_out" && signedInAgain());
  connect();
}

async function connect() {
  if (!(await readQueue())) {
    setTimeout(() => state.connection !== "signed_out" && connect(), AGAIN);
    return;
  }
  live = new Live({
    ...on,
    connected,
    away: () => state.connection !== "signed_out" && show("away"),
    signed_out: signedOut,
    mayReopen: readQueue,
    queue: takeQueue,
  });
  await on.ready?.();
  live.open();
}

/** Open the line again, for the conversation that is open now. */
export function reopen() {
  live?.open();
}

/** Read the queue; false if that is not possible now. */
export async function readQueue() {
  try {
    const news = await get("/desk/api/queue");
    if (state.me && state.me.id !== news.me.id) location.reload(); // someone else signed in
    useToken(news.csrf);
    takeQueue(news);
    return true;
  } catch (problem) {
    if (problem.signedOut || problem.status === 403) signedOut();
    else show("away");
    return false;
  }
}

export function signedOut() {
  live?.close();
  show("signed_out");
}

function takeQueue(news) {
  setServerTime(news.now);
  const before = state.queue;
  update(queueRead, news);
  on.moved?.(before ?? []);
}

function connected() {
  show("live");
  on.connected?.();
}

function show(connection) {
  if (state.connection !== connection) set({ connection });
}

function draw() {
  sign.dataset.state = state.connection;
  render(WORDS[state.connection], sign);
  banner.hidden = state.connection !== "signed_out";
  const next = encodeURIComponent(location.pathname + location.search);
  render(
    banner.hidden
      ? ""
      : html`You are signed out. What you have written is kept on this device. <a href="/login?next=${next}">Sign in again</a>`,
    banner,
  );
}

// The agent may have signed in again in another tab.
async function signedInAgain() {
  if (await readQueue()) live?.open();
}
