// The desk: opens conversations, makes moves, and keeps the page in step with the live stream.

import * as alerts from "./alerts.js";
import { get, post, useToken } from "./api.js";
import * as composer from "./composer.js";
import * as context from "./context.js";
import * as conversation from "./conversation.js";
import { el } from "./dom.js";
import * as keys from "./keys.js";
import { Live } from "./live.js";
import * as outbox from "./outbox.js";
import * as queue from "./queue.js";
import { change, customerName, openHandoff, state } from "./state.js";
import { setServerTime, tick } from "./time.js";

const TYPING_SHOWN = 5_000; // milliseconds
const panes = document.getElementById("main");
const banner = document.getElementById("banner");
const connection = document.getElementById("connection");
let live = null;
let typingTimer = 0;
let contextTimer = 0;

queue.start(open);
conversation.start({ claim, release, resolve, open, back, context: () => view(panes.dataset.view === "context" ? "conversation" : "context") });
context.start();
keys.start(back);
alerts.start();
setInterval(tick, 1_000);
addEventListener("popstate", () => open(wanted(), false));
begin();

async function begin() {
  if (!(await readQueue())) {
    setTimeout(() => state.connection !== "signed_out" && begin(), 3_000);
    return;
  }
  outbox.load();
  live = new Live({
    connected: () => connected(),
    away: () => state.connection !== "signed_out" && connect("away"),
    signed_out: signedOut,
    mayReopen: readQueue,
    queue: (news) => takeQueue(news),
    utterance: heard,
    typing: showTyping,
  });
  if (wanted()) await open(wanted(), false);
  else live.open();
  addEventListener("focus", () => state.connection === "signed_out" && signedInAgain());
}

// Reads the queue; false if that is not possible now.
async function readQueue() {
  try {
    const news = await get("/desk/api/queue");
    if (state.me && state.me.id !== news.me.id) location.reload(); // someone else signed in
    useToken(news.csrf);
    takeQueue(news);
    return true;
  } catch (problem) {
    if (problem.signedOut || problem.status === 403) signedOut();
    else connect("away");
    return false;
  }
}

function takeQueue(news) {
  setServerTime(news.now);
  const before = openHandoff();
  change({ me: news.me, queue: news.open });
  const now = openHandoff();
  const moved = before && (!now || now.state !== before.state || now.agent !== before.agent);
  if (state.packet && (moved || left(before))) refreshContext(0);
}

// Whether the open conversation has just left the queue: its end is in its packet only.
function left(before) {
  return before && !before.ended_at && !state.queue.some((handoff) => handoff.id === before.id);
}

function wanted() {
  return new URLSearchParams(location.search).get("conversation");
}

async function open(id, remember = true) {
  if (!id) return back();
  document.getElementById("toasts").replaceChildren();
  if (remember && wanted() !== id) history.pushState(null, "", `/desk?conversation=${encodeURIComponent(id)}`);
  change({ conversation: id, packet: null, transcript: [], problem: "", customerTyping: false });
  view("conversation");
  try {
    const packet = await get(`/desk/api/conversations/${encodeURIComponent(id)}`);
    if (state.conversation !== id) return; // another one was opened meanwhile
    change({ packet });
    take(packet.transcript);
  } catch (problem) {
    if (problem.signedOut) signedOut();
    const words = problem.status === 404 ? "There is no such conversation. Choose one in the queue." : problem.message;
    if (state.conversation === id) change({ problem: words });
  }
  live.open();
}

function back() {
  if (panes.dataset.view === "context") return view("conversation");
  view("queue");
}

function view(name) {
  panes.dataset.view = name;
}

function take(utterances) {
  const last = state.transcript.at(-1)?.seq ?? 0;
  const fresh = utterances.filter((utterance) => utterance.seq > last);
  change({ transcript: [...state.transcript, ...fresh] });
  outbox.settle(fresh);
}

function heard(utterance) {
  if (utterance.author === "customer") showTyping(null);
  take([utterance]);
  refreshContext(800);
}

// Reads the packet again, a moment later, so that a burst of events costs one look.
function refreshContext(delay) {
  clearTimeout(contextTimer);
  const id = state.conversation;
  contextTimer = setTimeout(async () => {
    const packet = await get(`/desk/api/conversations/${encodeURIComponent(id)}`).catch(() => null);
    if (packet && state.conversation === id) change({ packet });
  }, delay);
}

function showTyping(news) {
  clearTimeout(typingTimer);
  change({ customerTyping: news !== null });
  if (news) typingTimer = setTimeout(() => change({ customerTyping: false }), TYPING_SHOWN);
}

async function claim(handoff) {
  if (await move(handoff, "claim")) composer.focus();
}

async function release(handoff) {
  if (await move(handoff, "release")) toast(`${customerName(handoff)} is back in the queue.`);
}

async function resolve(handoff) {
  if (await move(handoff, "resolve")) document.querySelector(".foot-note .next")?.focus();
}

// Makes a move and shows its outcome, also when somebody else was faster.
async function move(handoff, name) {
  try {
    const moved = await post(`/desk/api/handoffs/${handoff.id}/${name}`);
    const rest = state.queue.filter((other) => other.id !== moved.id);
    const ended = moved.ended_at !== null;
    const kept = { ...state.queue.find((other) => other.id === moved.id), ...moved };
    if (state.packet) change({ packet: { ...state.packet, handoff: moved } });
    change({ queue: ended ? rest : [...rest, kept].sort((a, b) => a.id - b.id) });
    return true;
  } catch (problem) {
    if (problem.signedOut) signedOut();
    else toast(await explain(problem, handoff), "bad");
    return false;
  }
}

async function explain(problem, handoff) {
  if (problem.status !== 409) return problem.message;
  await readQueue();
  const now = state.queue.find((other) => other.id === handoff.id);
  if (problem.name === "HandoffAlreadyClaimed" && now?.agent_name) {
    return `${now.agent_name.split(" ")[0]} has just claimed this one.`;
  }
  refreshContext(0);
  return problem.message;
}

function connected() {
  connect("live");
  outbox.flush();
}

function connect(how) {
  const words = { live: "Live", away: "Reconnecting…", signed_out: "Signed out" };
  connection.dataset.state = how;
  connection.textContent = words[how];
  if (how === "live") banner.hidden = true;
  if (state.connection === how) return;
  change({ connection: how, unsent: state.unsent });
}

function signedOut() {
  live?.close();
  connect("signed_out");
  const next = encodeURIComponent(location.pathname + location.search);
  banner.replaceChildren("You are signed out. What you have written is kept on this device. ", el("a", { href: `/login?next=${next}` }, "Sign in again"));
  banner.hidden = false;
}

// The agent may have signed in again in another tab.
async function signedInAgain() {
  const asked = await readQueue();
  if (asked) live?.open();
}

function toast(text, kind = "") {
  const note = el("p", { class: `toast ${kind}` }, text);
  document.getElementById("toasts").replaceChildren(note);
  setTimeout(() => note.remove(), 6_000);
}
