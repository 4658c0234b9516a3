// One's own status, and how many chats one takes at a time.

import { post } from "../kit/api.js";
import { el, icon } from "../kit/dom.js";
import { menu } from "../kit/menu.js";
import { change, state, watch } from "./state.js";
import { chatsText, STATUS } from "./team_words.js";
import { toast } from "../kit/toast.js";

const MOST = 20;
const button = document.getElementById("presence");
const words = el("span", { class: "presence-words" });
const chats = el("span", { class: "presence-chats" });
const capacity = el("output", { class: "capacity" });
const less = stepper("−", "Fewer chats", -1);
const more = stepper("+", "More chats", 1);
const statuses = ["available", "away"].map((status) =>
  el(
    "button",
    { type: "button", class: "menu-item", dataset: { status }, onclick: () => setStatus(status) },
    el("i", { class: `status ${status}` }),
    el(
      "span",
      {},
      el("b", {}, STATUS[status]),
      el(
        "small",
        {},
        status === "away" ? "You keep the chats you have." : "You take conversations.",
      ),
    ),
    icon("check"),
  ),
);
const queues = el("div", { class: "menu-queues" });

export function start() {
  button.append(el("i", { class: "status" }), words, chats);
  menu(
    button,
    el(
      "div",
      { class: "menu-body" },
      el("p", { class: "menu-title" }, "You are"),
      statuses,
      el("div", { class: "menu-row" }, el("span", {}, "Chats at a time"), less, capacity, more),
      queues,
    ),
  );
  watch(["me"], draw);
}

export function toggleStatus() {
  if (state.me) setStatus(state.me.status === "away" ? "available" : "away", true);
}

function draw() {
  const { me } = state;
  button.hidden = false;
  button.firstChild.className = `status ${me.status}`;
  words.textContent = STATUS[me.status];
  chats.textContent = `${me.chats}/${me.capacity}`;
  chats.classList.toggle("full", me.free === 0);
  button.setAttribute("aria-label", `You are ${STATUS[me.status].toLowerCase()}, ${chatsText(me)}`);
  capacity.textContent = me.capacity;
  less.disabled = me.capacity <= 1;
  more.disabled = me.capacity >= MOST;
  for (const item of statuses)
    item.setAttribute("aria-pressed", String(item.dataset.status === me.status));
  drawQueues(me);
}

// Whose queues one serves; none chosen means all of them.
function drawQueues(me) {
  queues.hidden = (state.queues ?? []).length < 2;
  queues.replaceChildren(
    el("p", { class: "menu-title" }, "Queues you serve"),
    ...(state.queues ?? []).map(({ name, label }) => {
      const box = el("input", {
        type: "checkbox",
        checked: !me.queues.length || me.queues.includes(name),
      });
      box.addEventListener("change", () => setQueues(name, box.checked));
      return el("label", { class: "check" }, box, label);
    }),
  );
}

function setQueues(name, on) {
  const all = state.queues.map((queue) => queue.name);
  const before = state.me.queues.length ? state.me.queues : all;
  const after = on ? [...before, name] : before.filter((other) => other !== name);
  save("queues", { queues: after.length === all.length ? [] : after });
}

async function setStatus(status, say = false) {
  if ((await save("status", { status })) && say) toast(`You are ${STATUS[status].toLowerCase()}.`);
}

function stepper(sign, label, by) {
  return el(
    "button",
    {
      type: "button",
      class: "secondary stepper",
      "aria-label": label,
      onclick: () => save("capacity", { capacity: state.me.capacity + by }),
    },
    sign,
  );
}

async function save(what, value) {
  try {
    change({ me: await post(`/desk/api/me/${what}`, value) });
    return true;
  } catch (problem) {
    toast(problem.message, "bad");
    change({ me: state.me });
    return false;
  }
}
