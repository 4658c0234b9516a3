// The left pane: who waits, what is yours, what colleagues hold.

import { el, icon } from "../kit/dom.js";
import { KeyedList } from "../kit/keyed_list.js";
import { change, state, watch } from "./state.js";
import { remember, remembered } from "../kit/storage.js";
import { ticket } from "./ticket.js";
import { tick } from "../kit/time.js";

const KEY = "effie.queue";
const pane = document.getElementById("queue");
const choices = el("div", { class: "queue-choice", role: "group", "aria-label": "Which queue" });
const calm = el(
  "div",
  { class: "calm" },
  icon("check"),
  el("p", {}, el("b", {}, "Nobody is waiting.")),
  el("p", {}, "New conversations appear here by themselves."),
);
const loading = el("p", { class: "pane-note" }, "Loading the queue…");
const sections = [
  section("Yours", (handoff) => handoff.mine),
  section("Waiting", (handoff) => handoff.state === "waiting"),
  section("With colleagues", (handoff) => handoff.state === "claimed" && !handoff.mine),
];

export function start(open) {
  pane.append(
    loading,
    choices,
    calm,
    ...sections.flatMap(({ heading, list }) => [heading, list.element]),
  );
  pane.addEventListener("click", (event) => {
    const pressed = event.target.closest(".ticket");
    if (pressed) open(pressed.dataset.conversation);
  });
  watch(["queue", "conversation"], draw);
  draw();
}

// Moves the keyboard's place in the list by one; the browser scrolls it into view.
export function step(by) {
  const tickets = [...pane.querySelectorAll(".ticket")];
  if (!tickets.length) return;
  let at = tickets.indexOf(document.activeElement);
  if (at < 0) at = tickets.findIndex((each) => each.ariaCurrent === "true");
  const next = at < 0 ? (by > 0 ? 0 : tickets.length - 1) : at + by;
  tickets[Math.min(Math.max(next, 0), tickets.length - 1)].focus();
}

export function focusQueue() {
  (pane.querySelector('.ticket[aria-current="true"]') ?? pane.querySelector(".ticket"))?.focus();
}

// The first one may claim, in the queue that is shown.
export function nextWaiting() {
  return shown().find((handoff) => handoff.state === "waiting" && handoff.wanted !== "other");
}

function section(title, belongs) {
  const tally = el("span", { class: "tally" });
  return {
    heading: el("h2", {}, title, tally),
    tally,
    belongs,
    list: new KeyedList(el("ul", { "aria-label": title }), (handoff) =>
      el("li", {}, ticket(handoff)),
    ),
  };
}

function draw() {
  loading.hidden = state.queue !== null;
  const open = shown();
  drawChoices();
  calm.hidden = state.queue === null || open.length > 0;
  for (const { heading, tally, belongs, list } of sections) {
    const handoffs = open.filter(belongs);
    heading.hidden = list.element.hidden = !handoffs.length;
    tally.textContent = handoffs.length;
    list.draw(handoffs, (handoff) => handoff.id, lookOf);
  }
  tick(pane);
}

// What a ticket shows of a handoff, besides time going by.
function lookOf(handoff) {
  return [handoff, handoff.conversation === state.conversation];
}

function shown() {
  const queue = remembered(KEY) ?? "";
  const all = state.queue ?? [];
  const known = all.some((handoff) => handoff.queue === queue);
  return all.filter((handoff) => !known || handoff.mine || handoff.queue === queue);
}

// Offered only while more than one queue has conversations.
function drawChoices() {
  const labels = new Map(
    (state.queue ?? []).map((handoff) => [handoff.queue, handoff.queue_label]),
  );
  choices.hidden = labels.size < 2;
  const chosen = labels.has(remembered(KEY)) ? remembered(KEY) : "";
  const known = [...choices.children].map((button) => button.dataset.queue);
  const wanted = ["", ...labels.keys()];
  if (known.join() !== wanted.join()) {
    choices.replaceChildren(
      ...wanted.map((queue) =>
        el(
          "button",
          { type: "button", dataset: { queue }, onclick: () => choose(queue) },
          labels.get(queue) ?? "All",
        ),
      ),
    );
  }
  for (const button of choices.children)
    button.setAttribute("aria-pressed", String(button.dataset.queue === chosen));
}

function choose(queue) {
  remember(KEY, queue);
  change({ queue: state.queue }); // also what is offered next depends on it
}
