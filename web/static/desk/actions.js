// What may be done with the open conversation now, as the buttons in its head.

import { el, icon } from "../kit/dom.js";
import { claim, release } from "./moves.js";
import { askHowItEnded } from "./resolve_dialog.js";
import { isMine, leads, openHandoff } from "./state.js";
import { askWhereTo, askWhoTakes } from "./transfer_dialog.js";

let busy = false;
let redraw = () => {};

// `draw` draws the head again.
export function actionsFor(handoff, draw) {
  redraw = draw;
  if (handoff?.state === "waiting") return waiting(handoff);
  if (handoff?.state === "claimed") return handoff.mine ? mine(handoff) : colleagues(handoff);
  return [];
}

export function claimOpen() {
  const handoff = openHandoff();
  if (handoff?.state === "waiting") run(() => claim(handoff));
}

export function releaseOpen() {
  const handoff = openHandoff();
  if (isMine(handoff)) run(() => release(handoff));
}

export function transferOpen() {
  const handoff = openHandoff();
  if (isMine(handoff)) askWhereTo(handoff);
}

export function resolveOpen() {
  const handoff = openHandoff();
  if (isMine(handoff)) askHowItEnded(handoff);
}

function waiting(handoff) {
  return [
    leads() &&
      button(
        "secondary assign",
        icon("people"),
        "Assign",
        () => askWhoTakes(handoff),
        "Give it to an agent",
      ),
    button("primary claim", icon("check"), "Claim", () => run(() => claim(handoff)), "Claim (c)"),
  ].filter(Boolean);
}

function mine(handoff) {
  return [
    button(
      "secondary release",
      icon("return"),
      "Release",
      () => run(() => release(handoff)),
      "Put back into the queue (x)",
    ),
    button(
      "secondary transfer",
      icon("swap"),
      "Transfer",
      () => askWhereTo(handoff),
      "To a colleague or another queue (t)",
    ),
    button(
      "primary resolve",
      icon("check"),
      "Resolve",
      () => askHowItEnded(handoff),
      "Resolve (e)",
    ),
  ];
}

function colleagues(handoff) {
  if (!leads()) return [];
  return [
    button(
      "secondary release",
      icon("return"),
      "Release",
      () => run(() => release(handoff)),
      "Put back into the queue",
    ),
    button(
      "secondary assign",
      icon("people"),
      "Reassign",
      () => askWhoTakes(handoff),
      "Give it to another agent",
    ),
  ];
}

function button(kind, drawing, label, action, title) {
  return el(
    "button",
    { class: kind, type: "button", title, disabled: busy, onclick: action },
    drawing,
    el("span", {}, label),
  );
}

// Whether a move is on its way: what is typed meanwhile is meant for what comes next.
export function isBusy() {
  return busy;
}

// One move at a time: a second press while the first is on its way does nothing.
async function run(action) {
  if (busy) return;
  busy = true;
  redraw();
  try {
    await action();
  } finally {
    busy = false;
    redraw();
  }
}
