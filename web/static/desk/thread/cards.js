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
};
const CARDS = { answer: answerCard, handoff: handoffCard };

/** Return the inside of a bot utterance; `pressed`: which of its buttons were. */
export function botWords(utterance, pressed = []) {
  const { text, content } = utterance;
  const body = CARDS[content.kind]?.(utterance) ?? markdown(text, true);
  return [body, buttons(content, pressed), evidence(content)];
}

function answerCard({ text, content }) {
  const { url, title, slug } = content.article ?? {};
  return html`<p class="card-title" dir="auto">${link(url, title ?? slug ?? "Article")}${sureOf(content, slug)}</p>
    ${markdown(text)} ${steps(content.steps ?? [])}
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
  const labels = (content.channels ?? []).map(({ label }) => label).filter(Boolean);
  return [
    markdown(text, true),
    labels.length ? html`<p class="aside">Also offered: ${labels.join(" · ")}</p>` : null,
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
  return decision === "hand_off" && reason !== "nothing_fits" ? words : `${words} · no match`;
}

function sureOf({ evidence: found }, slug) {
  const hit = found?.hits?.find((each) => each.slug === slug);
  return hit ? confidence(hit.confidence) : null;
}
