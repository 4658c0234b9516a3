// Telling an agent who looks elsewhere: the page's title, and a soft sound that can be turned off.

import { state, watch } from "./state.js";

const KEY = "effie.sound";
const TITLE = document.title;
const button = document.getElementById("sound");
let audio = null;
let known = null; // what called for attention at the last look

export function start() {
  let on = true;
  try {
    on = localStorage.getItem(KEY) !== "off";
  } catch {
    // Without storage the sound is on until it is turned off.
  }
  setSound(on);
  button.addEventListener("click", () => {
    setSound(button.getAttribute("aria-pressed") !== "true");
    if (soundOn()) chime();
  });
  // Browsers let a page make a sound only after its user did something on it.
  for (const gesture of ["pointerdown", "keydown"]) {
    addEventListener(gesture, () => (audio ??= new AudioContext()), { once: true });
  }
  watch(["queue"], look);
}

function look() {
  const calling = state.queue.filter(callsForAttention);
  document.title = calling.length ? `(${calling.length}) ${TITLE}` : TITLE;
  const now = new Set(calling.map((handoff) => `${handoff.id} ${handoff.state} ${handoff.preview_at}`));
  const before = known;
  known = now;
  if (before === null) return;
  const fresh = calling.filter((handoff) => !before.has(`${handoff.id} ${handoff.state} ${handoff.preview_at}`));
  if (fresh.some((handoff) => worthASound(handoff, before)) && soundOn()) chime();
}

function callsForAttention(handoff) {
  return handoff.state === "waiting" || (handoff.mine && handoff.needs_reply);
}

// More words by someone who waits already, or in the conversation one is looking at, make none.
function worthASound(handoff, before) {
  if (handoff.state === "waiting") {
    return ![...before].some((line) => line.startsWith(`${handoff.id} waiting`));
  }
  return handoff.conversation !== state.conversation || !document.hasFocus();
}

function soundOn() {
  return button.getAttribute("aria-pressed") === "true";
}

function setSound(on) {
  button.setAttribute("aria-pressed", on);
  try {
    localStorage.setItem(KEY, on ? "on" : "off");
  } catch {
    // As above.
  }
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
