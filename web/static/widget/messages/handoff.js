/** What happens next when a person is called, how long it takes, and other ways to get help. */

import { h } from "../dom.js";
import { icon } from "../icons.js";
import { link, message } from "./markdown.js";
import { minutesText, teamMomentText } from "../status.js";
import { WORDS } from "../words.js";

/** Return the card of a `handoff`. */
export function handoffBody({ text, content }, { base }) {
  const ways = (content.channels ?? []).filter((channel) => channel.url);
  return [
    h(
      "div",
      { class: "card handoff" },
      h("div", { class: "words markdown", dir: "auto" }, message(text, base)),
      !/\d/.test(text) && waitLine(content), // unless the words name the time already
      ways.length > 0 && otherWays(ways, base),
    ),
  ];
}

function waitLine({ minutes, back_at: backAt }) {
  const wait = minutesText(minutes);
  if (wait) return h("p", { class: "wait" }, icon("clock"), `${WORDS.wait}: ${wait}`);
  if (!backAt) return null;
  return h("p", { class: "wait" }, icon("clock"), `${WORDS.back} ${teamMomentText(backAt)}`);
}

function otherWays(ways, base) {
  const items = ways.map(({ url, label }) => h("li", {}, link(url, label, base)));
  return h("div", { class: "ways" }, h("p", {}, WORDS.otherWays), h("ul", {}, items));
}
