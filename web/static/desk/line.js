/**
 * The line every page of the desk keeps open, through drops and sleeping laptops: it brings the
 * queue and the open conversation, and shows that its agent is there.
 */

import { at, here } from "../kit/base.js";
import { get, useToken } from "../kit/api.js";
import { byId } from "../kit/dom.js";
import { html, render } from "../kit/html.js";
import { setServerTime } from "../kit/time.js";
import { backoff } from "../kit/timing.js";
import { queueRead } from "./reducers.js";
import { onChange, redraw, set, state, update } from "./store.js";

const AGAIN = 3_000; // milliseconds
const SILENCE = 40_000; // the server says something every 10 seconds
const WORDS = {
  connecting: "Connecting",
  live: "Live",
  away: "Reconnecting…",
  signed_out: "Signed out",
};
const banner = byId("banner");
const sign = byId("connection");

let on = /** @type {any} */ ({});
/** @type {EventSource | null} */
let source = null;
let hasStarted = false;
let retry = 0;
let attempt = 0; // to reach the server again
let heardAt = 0;

/**
 * Keep the line open from now on, and what is drawn up to date.
 *
 * `handlers`: a function per live event, `ready` before the first, `connected` at each connect, and
 * `moved`, called with the queue as it was.
 */
export function start(handlers) {
  const connected = () => {
    show("live");
    handlers.connected?.();
  };
  on = { ...handlers, connected, beat: () => {}, queue: takeQueue, signed_out: signedOut };
  onChange(draw);
  setInterval(redraw, 1_000); // time goes by
  setInterval(check, 5_000);
  addEventListener("online", open);
  addEventListener("offline", lose);
  addEventListener("focus", () => state.connection === "signed_out" && reopen()); // in another tab
  document.addEventListener("visibilitychange", check);
  begin();
}

/** Open the line, for the conversation that is open now; the old one is closed. */
export function open() {
  if (!hasStarted) return;
  close();
  const query = new URLSearchParams();
  if (state.conversation && state.context) {
    query.set("conversation", state.conversation);
    query.set("after", String(state.transcript.at(-1)?.seq ?? 0));
  }
  const opened = new EventSource(at(`/desk/api/stream?${query}`));
  source = opened;
  heardAt = Date.now();
  const hear = (name, event) => {
    if (opened !== source) return; // an event of the stream before this one
    heardAt = Date.now();
    attempt = 0;
    on[name]?.(JSON.parse(event.data ?? "null"));
  };
  for (const name of Object.keys(on)) opened.addEventListener(name, (event) => hear(name, event));
  opened.addEventListener("open", (event) => hear("connected", event));
  opened.addEventListener("error", () => opened === source && lose());
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
  close();
  show("signed_out");
}

async function begin() {
  if (await readQueue()) {
    await on.ready?.();
    hasStarted = true;
    open();
  } else if (state.connection !== "signed_out") setTimeout(begin, AGAIN);
}

function close() {
  clearTimeout(retry);
  source?.close();
  source = null;
}

// The stream is gone: say so and try again, a little later each time.
function lose() {
  if (!hasStarted || state.connection === "signed_out") return;
  close();
  show("away");
  retry = setTimeout(reopen, backoff(attempt));
  attempt += 1;
}

// An EventSource never tells why it was refused, so ask first.
async function reopen() {
  if (await readQueue()) open();
  else if (!source) lose();
}

function check() {
  if (source && Date.now() - heardAt > SILENCE) lose();
}

function takeQueue(news) {
  setServerTime(news.now);
  const before = state.queue;
  update(queueRead, news);
  on.moved?.(before ?? []);
}

function show(connection) {
  if (state.connection !== connection) set({ connection });
}

function draw() {
  sign.dataset.state = state.connection;
  render(WORDS[state.connection], sign);
  banner.hidden = state.connection !== "signed_out";
  render(banner.hidden ? "" : signInAgain(), banner);
}

function signInAgain() {
  const next = encodeURIComponent(here());
  return html`You are signed out. What you have written is kept on this device.
    <a href=${at(`/login?next=${next}`)}>Sign in again</a>`;
}
