// One utterance as an element of the transcript.

import { botWords } from "./cards.js";
import { el, icon } from "../kit/dom.js";
import { customerName, state } from "./state.js";
import { clock, day } from "../kit/time.js";
import { typed } from "./words.js";

export function utteranceElement(utterance, follows) {
  return utterance.author === "notice" ? notice(utterance) : message(utterance, follows);
}

export function dayElement(at) {
  return el("p", { class: "day" }, day(at));
}

// The buttons an utterance offered, by choice.
export function offersIn(element) {
  return [...element.querySelectorAll(".offered [data-choice]")].map((offer) => [
    offer.dataset.choice,
    offer,
  ]);
}

// Shows on an offered button that it was the one pressed.
export function markPressed(offer) {
  offer?.classList.add("pressed");
  offer?.setAttribute("aria-label", `${offer.textContent}, pressed`);
}

function notice(utterance) {
  return el(
    "p",
    { class: "notice", dataset: place(utterance) },
    `${utterance.text} `,
    stamp(utterance.at),
  );
}

function message(utterance, follows) {
  const { author, content } = utterance;
  const pressed = author === "customer" && content.choice;
  const words =
    author === "bot" ? botWords(utterance) : el("p", { class: "typed" }, typed(utterance.text));
  return el(
    "article",
    { class: `message ${author}${follows ? " follows" : ""}`, dataset: place(utterance) },
    el("p", { class: "byline" }, el("b", {}, nameOf(utterance)), stamp(utterance.at)),
    el(
      "div",
      { class: `bubble${pressed ? " pressed-button" : ""}` },
      pressed && icon("tap"),
      words,
    ),
  );
}

function place({ seq, at }) {
  return { seq, at: Date.parse(at) };
}

function nameOf({ author, agent, name }) {
  if (author === "customer") return customerName({ customer: state.packet?.profile.name });
  if (author === "bot") return "Assistant";
  return agent === state.me?.id ? "You" : name;
}

function stamp(at) {
  return el("time", { datetime: at, title: new Date(at).toLocaleString() }, clock(at));
}
