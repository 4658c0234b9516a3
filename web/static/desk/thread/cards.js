/** What the bot showed: article cards, buttons, and how sure it was of what. */

import { confidence, html, icon, ifDefined } from "../../kit/html.js";
import { names } from "../parts.js";
import { inline, link, markdown } from "../words.js";

const DECISIONS = {
  answer: "Answered",
  clarify: "Asked what was meant",
  hand_off: "Handed off",
  keep_waiting: "Noted while waiting",
  ask_again: "Asked for other words",
  decline: "Said that it is not about us",
  offer_person: "Offered a person",
  tell: "Told what is known, not from an article",
};
const OUTCOMES = {
  found: "found",
  nothing: "nothing there",
  failed: "the site gave no usable answer",
  not_signed_in: "not signed in",
  signed_in_long_ago: "signed in too long ago",
};
const CARDS = { answer: answerCard, handoff: handoffCard, fact: factCard, account: accountCard };

/** Return the inside of a bot utterance; `pressed`: which of its buttons were. */
export function botWords(utterance, pressed = []) {
  const { text, content } = utterance;
  const body = CARDS[content.kind]?.(utterance) ?? markdown(text, true);
  return [body, buttons(content, pressed), evidence(content)];
}

function answerCard({ text, content }) {
  const { url, title, slug } = content.article ?? {};
  const { span = "" } = content;
  const rest = span ? text.replace(span, "").trim() : text;
  return html`<p class="card-title" dir="auto">${link(url, title ?? slug ?? "Article")}${sureOf(content, slug)}</p>
    ${span ? html`<p class="span"><mark>${inline(span)}</mark></p>` : null}
    ${rest ? markdown(rest) : null} ${steps(content.steps ?? [])}
    ${content.more ? html`<details><summary>More</summary>${markdown(content.more)}</details>` : null}`;
}

function steps(list) {
  if (!list.length) return null;
  return html`<details>
    <summary>${list.length === 1 ? "1 step" : `${list.length} steps`}</summary>
    <ol>${list.map((step) => html`<li>${inline(step)}</li>`)}</ol>
  </details>`;
}

function handoffCard({ text, content }) {
  return [markdown(text, true), alsoOffered(content.channels)];
}

function alsoOffered(links = []) {
  const labels = links.map(({ label }) => label).filter(Boolean);
  return labels.length ? html`<p class="aside">Also offered: ${labels.join(" · ")}</p>` : null;
}

function factCard({ text, content }) {
  return [markdown(text, true), alsoOffered(content.links)];
}

// What the host site said is text, whatever it looks like.
function accountCard({ content }) {
  const { lookup, outcome, words = "", rows = [] } = content;
  return [
    markdown(words, true),
    rows.length
      ? html`<ul class="rows">${rows.map(
          ({ title, value, note }) =>
            html`<li dir="auto">${[title, value, note].filter(Boolean).join(" · ")}</li>`,
        )}</ul>`
      : null,
    html`<p class="aside">Looked up at the site: ${lookup}, ${OUTCOMES[outcome] ?? outcome}</p>`,
    alsoOffered(content.links),
  ];
}

function buttons(content, pressed) {
  if (!content.buttons?.length) return null;
  return html`<ul class="offered" aria-label="Buttons the customer was offered">
    ${content.buttons.map(({ title, choice }) => {
      const isPressed = pressed.includes(choice);
      return html`<li class=${names(isPressed && "pressed")}
        aria-label=${ifDefined(isPressed ? `${title}, pressed` : undefined)}>
        ${icon("check")}${title}${content.kind === "clarify" ? sureOf(content, choice.split(":")[1]) : null}
      </li>`;
    })}
  </ul>`;
}

// What the decision rested on; folded away, it is for the curious and the doubtful.
function evidence({ evidence: found }) {
  if (!found || (!found.decision && !found.hits?.length)) return null;
  const decision = DECISIONS[found.decision] ?? found.decision ?? "Why";
  if (!found.hits?.length)
    return html`<p class="evidence aside">${withoutHits(found, decision)}</p>`;
  return html`<details class="evidence">
    <summary>${decision} · best match ${Math.round(found.hits[0].confidence * 100)} %</summary>
    <ul>
      ${found.hits.map(
        (hit) =>
          html`<li><span dir="auto">${hit.title ?? hit.slug}</span>${confidence(hit.confidence)}</li>`,
      )}
    </ul>
  </details>`;
}

function withoutHits({ decision, reason }, words) {
  if (reason === "chosen") return "The customer picked this article";
  if (decision === "tell") return words;
  return decision === "hand_off" && reason !== "nothing_fits" ? words : `${words} · no match`;
}

function sureOf({ evidence: found }, slug) {
  const hit = found?.hits?.find((each) => each.slug === slug);
  return hit ? confidence(hit.confidence) : null;
}
