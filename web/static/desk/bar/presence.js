/** One's own status, and how many chats one takes at a time. */

import { post } from "../../kit/api.js";
import { byId } from "../../kit/dom.js";
import { html, icon, render } from "../../kit/html.js";
import { limits } from "../../kit/limits.js";
import { menu } from "../../kit/menu.js";
import { complain, toast } from "../../kit/toast.js";
import { chatsText, checkbox, names, STATUS } from "../parts.js";
import { onChange, redraw, set, state } from "../store.js";

const HINTS = { available: "You take conversations.", away: "You keep the chats you have." };
const button = byId("presence");

export function start() {
  const panel = menu(button);
  onChange(() => {
    const { me } = state;
    if (!me) return;
    button.hidden = false;
    button.ariaLabel = `You are ${STATUS[me.status].toLowerCase()}, ${chatsText(me)}`;
    render(summary(me), button);
    render(choices(me), panel);
  });
}

export function toggleStatus() {
  if (state.me) setStatus(state.me.status === "away" ? "available" : "away", true);
}

function summary({ status, chats, capacity, free }) {
  return html`<i class="status ${status}"></i><span class="presence-words">${STATUS[status]}</span
    ><span class=${names("presence-chats", free === 0 && "full")}>${chats}/${capacity}</span>`;
}

function choices(me) {
  return html`<div class="menu-body">
    <p class="menu-title">You are</p>
    ${Object.keys(HINTS).map(
      (status) => html`<button type="button" class="menu-item" aria-pressed=${status === me.status}
        @click=${() => setStatus(status)}>
        <i class="status ${status}"></i>
        <span><b>${STATUS[status]}</b><small>${HINTS[status]}</small></span>
        ${icon("check")}
      </button>`,
    )}
    <div class="menu-row">
      <span>Chats at a time</span>
      ${stepper("−", "Fewer chats", me.capacity - 1)}
      <output class="capacity">${me.capacity}</output>
      ${stepper("+", "More chats", me.capacity + 1)}
    </div>
    ${state.queues.length < 2 ? null : queuesServed(me)}
  </div>`;
}

function stepper(sign, label, capacity) {
  const isPossible = capacity >= 1 && capacity <= limits.chats;
  return html`<button type="button" class="secondary stepper" aria-label=${label}
    ?disabled=${!isPossible} @click=${() => save("capacity", { capacity })}>${sign}</button>`;
}

// None chosen means all of them.
function queuesServed(me) {
  const isServed = (name) => !me.queues.length || me.queues.includes(name);
  return html`<div class="menu-queues">
    <p class="menu-title">Queues you serve</p>
    ${state.queues.map(({ name, label }) =>
      checkbox(label, isServed(name), (isOn) => setQueue(name, isOn)),
    )}
  </div>`;
}

function setQueue(name, isOn) {
  const all = state.queues.map((queue) => queue.name);
  const before = state.me.queues.length ? state.me.queues : all;
  const after = isOn ? [...before, name] : before.filter((other) => other !== name);
  save("queues", { queues: after.length === all.length ? [] : after });
}

async function setStatus(status, says = false) {
  await save("status", { status });
  if (says && state.me.status === status) toast(`You are ${STATUS[status].toLowerCase()}.`);
}

async function save(what, value) {
  await post(`/desk/api/me/${what}`, value).then((me) => set({ me }), complain);
  redraw(); // a box shows again what holds
}
