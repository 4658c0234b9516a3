// The demo's phone: shows a chat of the simulated messenger, and says to it what is typed.

import { at } from "../kit/base.js";
import { isComposing } from "../kit/composing.js";

/**
 * @typedef {{ type: string, offset: number, length: number, url?: string }} Entity
 * @typedef {{ id: number, mine: boolean, text: string, entities: Entity[],
 *   buttons: string[][], file: { name: string, type: string } | null }} Bubble
 */

const KEY = "effie.demo.phone";
const EVERY = 700; // milliseconds
const PLACE = "/demo/phone";
const code = new URLSearchParams(location.search).get("start") ?? "";

const log = element("log");
const problem = element("problem");
const start = /** @type {HTMLButtonElement} */ (element("start"));
const form = /** @type {HTMLFormElement} */ (element("write"));
const text = /** @type {HTMLTextAreaElement} */ (element("text"));

let chat = localStorage.getItem(KEY) ?? "";
let shown = 0; // the newest bubble
let linked = false; // the code of the link was used

/** @param {string} id */
function element(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`no #${id}`);
  return found;
}

/**
 * @param {string} path
 * @param {object} [body]
 */
async function ask(path, body) {
  const more = body && { method: "POST", body: JSON.stringify(body) };
  const headers = { "Content-Type": "application/json" };
  return fetch(at(`${PLACE}${path}`), { ...more, headers });
}

/**
 * @param {string} path
 * @param {object} body
 */
async function tell(path, body) {
  problem.textContent = "";
  try {
    const answer = await ask(`/chats/${chat}/${path}`, body);
    if (!answer.ok) problem.textContent = (await answer.json()).message;
    await look();
    return answer.ok;
  } catch {
    problem.textContent = "The phone has no connection. Try again.";
    return false;
  }
}

/** Draw words with what is bold or a link in them. @param {Bubble} bubble */
function words(bubble) {
  const box = document.createElement("p");
  box.className = "words";
  let done = 0;
  for (const entity of bubble.entities) {
    if (entity.offset < done) continue;
    const end = entity.offset + entity.length;
    box.append(bubble.text.slice(done, entity.offset));
    const part = document.createElement(entity.type === "text_link" ? "a" : "b");
    part.textContent = bubble.text.slice(entity.offset, end);
    if (part instanceof HTMLAnchorElement && /^(https?|tel):/.test(entity.url ?? "")) {
      part.href = entity.url ?? "";
      part.target = "_blank";
      part.rel = "noopener";
    }
    box.append(part);
    done = end;
  }
  box.append(bubble.text.slice(done));
  return box;
}

/** Draw a file: a picture as such, all else as a link. @param {Bubble} bubble */
function file(bubble) {
  const name = bubble.file?.name ?? "";
  const link = document.createElement("a");
  link.className = "file";
  link.href = at(`${PLACE}/chats/${chat}/files/${bubble.id}`);
  link.target = "_blank";
  link.rel = "noopener";
  if (!bubble.file?.type.startsWith("image/")) {
    link.textContent = name;
    return link;
  }
  const picture = document.createElement("img");
  picture.src = link.href;
  picture.alt = bubble.text || name;
  picture.addEventListener("load", toEnd);
  link.append(picture);
  return link;
}

/** @param {Bubble} bubble */
function draw(bubble) {
  const box = document.createElement("div");
  box.className = bubble.mine ? "bubble mine" : "bubble";
  if (bubble.file) box.append(file(bubble));
  if (bubble.text || !bubble.file) box.append(words(bubble));
  bubble.buttons.forEach((labels, row) => {
    const line = document.createElement("div");
    line.className = "row";
    labels.forEach((label, place) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = label;
      button.addEventListener("click", () => tell("taps", { bubble: bubble.id, row, place }));
      line.append(button);
    });
    box.append(line);
  });
  return box;
}

/** @param {string} words */
function hint(words) {
  const line = document.createElement("p");
  line.className = "hint";
  line.textContent = words;
  log.replaceChildren(line);
}

async function open() {
  chat = (await (await ask("/chats", {})).json()).chat;
  localStorage.setItem(KEY, chat);
  shown = 0;
  hint("Press START to begin.");
}

async function look() {
  if (!chat) await open();
  let answer = await ask(`/chats/${chat}`);
  if (answer.status === 404) {
    await open();
    answer = await ask(`/chats/${chat}`);
  }
  /** @type {{ bubbles: Bubble[], typing: boolean, begun: boolean }} */
  const told = await answer.json();
  const waits = !told.begun || (code !== "" && !linked);
  start.hidden = !waits;
  form.hidden = waits;
  element("state").textContent = told.typing ? "is writing …" : "bot";
  const fresh = told.bubbles.filter((bubble) => bubble.id > shown);
  if (!told.bubbles.length && !log.childElementCount) hint("Press START to begin.");
  if (!fresh.length) return;
  if (!shown) log.replaceChildren();
  log.append(...fresh.map(draw));
  shown = fresh[fresh.length - 1].id;
  toEnd();
}

/** Show what came last; a picture takes its room only once it is there. */
function toEnd() {
  log.scrollTop = log.scrollHeight;
}

/** @param {File} file */
async function attach(file) {
  problem.textContent = "";
  const address = at(`${PLACE}/chats/${chat}/files?name=${encodeURIComponent(file.name)}`);
  const headers = { "Content-Type": file.type || "application/octet-stream" };
  try {
    const answer = await fetch(address, { method: "POST", body: file, headers });
    if (!answer.ok) problem.textContent = (await answer.json()).message;
    await look();
  } catch {
    problem.textContent = "The phone has no connection. Try again.";
  }
}

async function send() {
  const said = text.value;
  if (said.trim() && (await tell("messages", { text: said }))) text.value = "";
}

start.addEventListener("click", async () => {
  linked = await tell("messages", { text: code ? `/start ${code}` : "/start" });
  await look();
  text.focus();
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  send();
});
text.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || isComposing(event)) return;
  event.preventDefault();
  send();
});
const picker = /** @type {HTMLInputElement} */ (element("file"));
element("attach").addEventListener("click", () => picker.click());
picker.addEventListener("change", async () => {
  const [file] = picker.files ?? [];
  if (file) await attach(file);
  picker.value = "";
});
element("anew").addEventListener("click", async () => {
  await open();
  await look();
});

async function keepLooking() {
  try {
    await look();
  } catch {
    element("state").textContent = "no connection";
  }
  setTimeout(keepLooking, EVERY);
}
keepLooking();
