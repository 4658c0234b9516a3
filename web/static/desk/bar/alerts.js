/**
 * Telling an agent who looks elsewhere: the page's title, a soft sound, and, if they allow it, a
 * notification of their system.
 */

import { at } from "../../kit/base.js";
import { byId } from "../../kit/dom.js";
import { html, render } from "../../kit/html.js";
import { menu } from "../../kit/menu.js";
import { remember, remembered } from "../../kit/storage.js";
import { addressOf, checkbox, customerName } from "../parts.js";
import { unknown } from "../reducers.js";
import { onChange, state } from "../store.js";

const SOUND = "effie.sound";
const NOTIFY = "effie.notify";
const TITLE = document.title;
const button = byId("alerts");
const panel = menu(button);

let hasSound = remembered(SOUND) !== "off";
let notifies = remembered(NOTIFY) === "on";
let isForbidden = false; // by the browser, when the agent asked for notifications
/** @type {AudioContext} */
let audio;
/** @type {import("../types").Handoff[]} */
let looked = unknown; // the queue at the last look
/** @type {Set<string>} */
let known = unknown; // what called for attention then

// Browsers let a page make a sound only after its user did something on it.
for (const gesture of ["pointerdown", "keydown"]) {
  addEventListener(gesture, () => (audio ??= new AudioContext()), { once: true });
}

export function start() {
  draw();
  onChange(look);
}

/** Also what Effie took back is worth looking up for. */
export function alert(text) {
  if (hasSound) chime();
  notify(text, null);
}

function draw() {
  button.ariaPressed = String(hasSound);
  render(
    html`<div class="menu-body">
      <p class="menu-title">When new work comes</p>
      ${checkbox("Sound", hasSound, setSound)}
      ${checkbox("Desktop notifications", notifies && isAllowed(), setNotify)}
      <p class="muted" ?hidden=${!isForbidden}>Your browser forbids them for this page. Allow them in its settings.</p>
    </div>`,
    panel,
  );
}

function setSound(isOn) {
  hasSound = isOn;
  remember(SOUND, isOn ? "on" : "off");
  if (isOn) chime();
  draw();
}

async function setNotify(isOn) {
  notifies = isOn && (isAllowed() || (await Notification.requestPermission()) === "granted");
  isForbidden = isOn && !notifies;
  remember(NOTIFY, notifies ? "on" : "off");
  draw();
}

function look() {
  if (state.queue === looked) return;
  looked = state.queue;
  const calling = looked.filter(callsForAttention);
  document.title = calling.length ? `(${calling.length}) ${TITLE}` : TITLE;
  const before = known;
  known = new Set(calling.map(keyOf));
  const fresh = calling.filter((handoff) => !before?.has(keyOf(handoff)) && !isLookedAt(handoff));
  if (before === null || !fresh.length) return;
  if (hasSound) chime();
  const first = fresh.find((handoff) => handoff.sensitive_label) ?? fresh[0];
  const what = first.state === "waiting" ? "Waiting" : "Wrote to you";
  const care = first.sensitive_label ? `${first.sensitive_label} · ` : "";
  notify(`${care}${what}: ${customerName(first)}`, first);
}

// What waits where one serves, and what waits for one's own answer. More words by someone who
// waits already are no new work, unless they need care now.
function callsForAttention(handoff) {
  return (handoff.state === "waiting" && handoff.serve) || (handoff.mine && handoff.needs_reply);
}

function keyOf(handoff) {
  return handoff.state === "waiting"
    ? `${handoff.id} waiting ${handoff.returns} ${handoff.sensitive}`
    : `${handoff.id} ${handoff.preview_at}`;
}

function isLookedAt(handoff) {
  return handoff.mine && handoff.conversation === state.conversation && document.hasFocus();
}

function notify(title, handoff) {
  if (!notifies || !isAllowed() || document.hasFocus()) return;
  const note = new Notification(title, {
    body: handoff?.preview ?? "",
    tag: `effie-${handoff?.id ?? "desk"}`,
    icon: at("/static/desk/icon.svg"),
  });
  note.onclick = () => {
    focus();
    note.close();
    if (handoff) location.assign(addressOf(handoff.conversation));
  };
}

function isAllowed() {
  return "Notification" in window && Notification.permission === "granted";
}

// Two quiet notes, a fourth apart.
function chime() {
  if (!audio) return;
  audio.resume();
  [587.33, 783.99].forEach((pitch, index) => {
    const start = audio.currentTime + index * 0.13;
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(0, start);
    volume.gain.linearRampToValueAtTime(0.06, start + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.0001, start + 0.5);
    tone.connect(volume).connect(audio.destination);
    tone.start(start);
    tone.stop(start + 0.55);
  });
}
