// Telling an agent who looks elsewhere: the page's title, a soft sound, and, if they allow it, a
// notification of their system.

import { chime } from "./chime.js";
import { el } from "../kit/dom.js";
import { menu } from "../kit/menu.js";
import { customerName, state, watch } from "./state.js";
import { remember, remembered } from "../kit/storage.js";

const SOUND = "effie.sound";
const NOTIFY = "effie.notify";
const TITLE = document.title;
let known = null; // what called for attention at the last look
let sound = remembered(SOUND) !== "off";
let notify = remembered(NOTIFY) === "on";

export function start() {
  const button = document.getElementById("alerts");
  const soundBox = check("Sound", sound, (on) => {
    sound = on;
    remember(SOUND, on ? "on" : "off");
    button.setAttribute("aria-pressed", on);
    if (on) chime();
  });
  const notifyBox = check("Desktop notifications", notify && allowed(), async (on, box) => {
    notify = on && (allowed() || (await Notification.requestPermission()) === "granted");
    box.checked = notify;
    why.hidden = !on || notify;
    remember(NOTIFY, notify ? "on" : "off");
  });
  const why = el(
    "p",
    { class: "muted", hidden: true },
    "Your browser forbids them for this page. Allow them in its settings.",
  );
  button.setAttribute("aria-pressed", sound);
  menu(
    button,
    el(
      "div",
      { class: "menu-body" },
      el("p", { class: "menu-title" }, "When new work comes"),
      soundBox,
      notifyBox,
      why,
    ),
  );
  watch(["queue"], look);
}

// Also what Effie took back is worth looking up for.
export function alert(text) {
  if (sound) chime();
  tellSystem(text, null);
}

function look() {
  const calling = (state.queue ?? []).filter(callsForAttention);
  document.title = calling.length ? `(${calling.length}) ${TITLE}` : TITLE;
  const before = known;
  known = new Set(calling.map(keyOf));
  if (before === null) return;
  const fresh = calling.filter((handoff) => !before.has(keyOf(handoff)) && !looksAt(handoff));
  if (!fresh.length) return;
  if (sound) chime();
  const [first] = fresh;
  tellSystem(
    `${first.state === "waiting" ? "Waiting" : "Wrote to you"}: ${customerName(first)}`,
    first,
  );
}

// What waits where one serves, and what waits for one's own answer. More words by someone who
// waits already are no new work.
function callsForAttention(handoff) {
  return (handoff.state === "waiting" && handoff.serve) || (handoff.mine && handoff.needs_reply);
}

function keyOf(handoff) {
  return handoff.state === "waiting"
    ? `${handoff.id} waiting ${handoff.returns}`
    : `${handoff.id} ${handoff.preview_at}`;
}

function looksAt(handoff) {
  return handoff.mine && handoff.conversation === state.conversation && document.hasFocus();
}

function tellSystem(title, handoff) {
  if (!notify || !allowed() || document.hasFocus()) return;
  const note = new Notification(title, {
    body: handoff?.preview ?? "",
    tag: `effie-${handoff?.id ?? "desk"}`,
    icon: "/static/desk/icon.svg",
  });
  note.onclick = () => {
    focus();
    note.close();
    if (handoff) location.assign(`/desk?conversation=${encodeURIComponent(handoff.conversation)}`);
  };
}

function allowed() {
  return "Notification" in window && Notification.permission === "granted";
}

function check(label, checked, changed) {
  const box = el("input", { type: "checkbox", checked });
  box.addEventListener("change", () => changed(box.checked, box));
  return el("label", { class: "check" }, box, label);
}
