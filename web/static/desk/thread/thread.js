/** The middle pane's transcript: every word from the first, in order, as it happens. */

import { byId, one } from "../../kit/dom.js";
import { guard, html, icon, repeat } from "../../kit/html.js";
import { customerName } from "../parts.js";
import { scrolled } from "../reducers.js";
import { openHandoff, state, update } from "../store.js";
import { inOrder } from "./in_order.js";
import { element } from "./messages.js";
import { readEarlier, tellSeen } from "./opening.js";
import { pending } from "./messages.js";

const NEAR_END = 80; // pixels
const FRAMES = 4; // until every chunk that comes into sight has its real height
const CHUNK = 40; // messages that are laid out, or left out of sight, together

// Taller contents, or less room for them: whoever was at the end stays there.
const sizes = new ResizeObserver(() => state.atEnd && toEnd());
/** @type {HTMLElement} */
let observed;
let followed = /** @type {unknown[]} */ ([]);

export function start() {
  for (const moment of ["focus", "visibilitychange"]) addEventListener(moment, tellSeen);
}

export function thread() {
  const { transcript, notes, seen, deliveries, context, me } = state;
  const shown = [transcript, notes, seen, deliveries, state.changes, context.channels];
  return html`<div class="log-frame">
    <div class="log" role="log" aria-label="Transcript" tabindex="0" @scroll=${noteScroll}>
      <button class="earlier secondary" type="button" ?hidden=${state.earlier === "none"}
        aria-disabled=${String(state.earlier === "loading")} @click=${showEarlier}>
        ${state.earlier === "loading" ? "Loading earlier messages…" : "Show earlier messages"}
      </button>
      <div class="said">
        ${guard([...shown, state.originals, context.profile.name, me.id], chunks)}
      </div>
      ${pending()}
      <p class="typing" ?hidden=${!state.customerTyping}>
        <span></span><span></span><span></span>${customerName(openHandoff())} is typing
      </p>
    </div>
    <button class="newer secondary" type="button" ?hidden=${!state.hasNewer} @click=${toEnd}>
      ${icon("down")}New messages
    </button>
  </div>`;
}

/** Follow what was drawn, if the reader is at the end; to be called after each drawing. */
export function follow() {
  const log = one(".log");
  if (!log) return;
  if (log !== observed) observe(log);
  const { conversation, transcript, notes, unsent, customerTyping } = state;
  const now = [conversation, transcript, notes, unsent, customerTyping];
  const hasChanged = now.some((part, index) => part !== followed[index]);
  followed = now;
  if (hasChanged && state.atEnd) toEnd();
}

export async function showUtterance(seq) {
  while (state.transcript[0]?.seq > seq && (await showEarlier()));
  const found = elementOf(seq);
  if (!found) return;
  uncover();
  found.scrollIntoView({ block: "center" });
  found.classList.add("pointed");
  setTimeout(() => found.classList.remove("pointed"), 1600);
}

// On a narrow desk the pane that led here lies over the thread; the focus goes along.
function uncover() {
  const panes = byId("main");
  if (panes.dataset.view !== "context") return;
  panes.dataset.view = "conversation";
  observed.focus({ preventScroll: true });
}

// What the reader sees stays where it is; the focus does not get lost with the button.
async function showEarlier() {
  const hadFocus = document.activeElement?.matches(".log .earlier");
  const seq = state.transcript[0]?.seq;
  const topOf = () => elementOf(seq)?.getBoundingClientRect().top ?? 0;
  const place = topOf();
  const hasMore = await readEarlier();
  for (let frame = 0; frame < FRAMES; frame += 1) {
    observed.scrollTop += topOf() - place;
    await new Promise(requestAnimationFrame);
  }
  if (hadFocus && state.earlier === "none") observed.focus({ preventScroll: true });
  return hasMore;
}

function elementOf(seq) {
  return document.querySelector(`.log [data-seq="${seq}"]`);
}

function chunks() {
  const said = inOrder(state.transcript, state.notes, state.seen, state.deliveries);
  const starts = Array.from({ length: Math.ceil(said.length / CHUNK) }, (_, n) => n * CHUNK);
  return starts.map(
    (start) => html`<div class="chunk">
      ${repeat(said.slice(start, start + CHUNK), ({ key }) => key, element)}
    </div>`,
  );
}

function observe(log) {
  observed = log;
  sizes.disconnect();
  sizes.observe(log);
  sizes.observe(log.firstElementChild);
}

function toEnd() {
  observed.scrollTop = observed.scrollHeight;
  update(scrolled, true);
}

function noteScroll() {
  const { scrollHeight, scrollTop, clientHeight } = observed;
  update(scrolled, scrollHeight - scrollTop - clientHeight < NEAR_END);
}
