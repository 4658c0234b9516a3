/** What no article says: a fact about the company, and what the customer's own account holds. */

import { h } from "../dom.js";
import { icon } from "../icons.js";
import { link, message } from "./markdown.js";
import { ownTimeText } from "../status.js";
import { WORDS } from "../words.js";

/** Return the card of a `fact`. */
export function factBody({ text, content }, { base }) {
  const ownTime = ownTimeText(content.stretches ?? []);
  return [
    h(
      "div",
      { class: "card told" },
      h("div", { class: "words markdown", dir: "auto" }, message(text, base)),
      ownTime !== "" && h("p", { class: "wait" }, icon("clock"), `${WORDS.ownTime}: ${ownTime}`),
      ways(content.links, base),
    ),
  ];
}

/** Return the card of an `account`. What the host site says is text, whatever it looks like. */
export function accountBody({ content }, { base }) {
  const { words = "", rows = [] } = content;
  return [
    h(
      "div",
      { class: "card told" },
      h("div", { class: "words markdown", dir: "auto" }, message(words, base)),
      rows.length > 0 && h("ul", { class: "rows" }, rows.map(row)),
      ways(content.links, base),
    ),
  ];
}

function row({ title, value = "", note = "" }) {
  return h(
    "li",
    {},
    h("b", { dir: "auto" }, title),
    h("span", { class: "value", dir: "auto" }, value),
    note !== "" && h("small", { dir: "auto" }, note),
  );
}

function ways(links = [], base) {
  if (!links.length) return false;
  const items = links.map(({ url, label }) => h("li", {}, link(url, label, base)));
  return h("ul", { class: "ways" }, items);
}
