// The line every staff page keeps open: it brings the queue, and shows that its agent is there.

import { get, useToken } from "../kit/api.js";
import { el } from "../kit/dom.js";
import { Live } from "./live.js";
import { change, state } from "./state.js";
import { setServerTime } from "../kit/time.js";

const AGAIN = 3_000; // milliseconds
const WORDS = { live: "Live", away: "Reconnecting…", signed_out: "Signed out" };
const banner = document.getElementById("banner");
const sign = document.getElementById("connection");
let live = null;
let on = {};

// `handlers`: a function per live event, `ready` before the first, `connected` at each connect,
// and `moved`, called with the queue as it was.
export async function start(handlers = {}) {
  on = handlers;
  if (!(await readQueue())) {
    setTimeout(() => state.connection !== "signed_out" && start(handlers), AGAIN);
    return;
  }
  live = new Live({
    ...handlers,
    connected: connected,
    away: () => state.connection !== "signed_out" && show("away"),
    signed_out: signedOut,
    mayReopen: readQueue,
    queue: takeQueue,
  });
  await handlers.ready?.();
  live.open();
  addEventListener("focus", () => state.connection === "signed_out" && signedInAgain());
}

// Opens the line again, for the conversation that is open now.
export function reopen() {
  live?.open();
}

// Reads the queue; false if that is not possible now.
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
  const next = encodeURIComponent(location.pathname + location.search);
  banner.replaceChildren(
    "You are signed out. What you have written is kept on this device. ",
    el("a", { href: `/login?next=${next}` }, "Sign in again"),
  );
  banner.hidden = false;
}

function takeQueue(news) {
  setServerTime(news.now);
  const before = state.queue;
  change({ me: news.me, queue: news.open, queues: news.queues });
  on.moved?.(before ?? []);
}

function connected() {
  show("live");
  on.connected?.();
}

function show(how) {
  sign.dataset.state = how;
  sign.textContent = WORDS[how];
  if (how === "live") banner.hidden = true;
  if (state.connection !== how) change({ connection: how });
}

// The agent may have signed in again in another tab.
async function signedInAgain() {
  if (await readQueue()) live?.open();
}
