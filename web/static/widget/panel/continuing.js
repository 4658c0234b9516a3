/** Going on on a messenger, or here again: a link, a QR code or a typed code, agreed on both ends. */

import { h, setText } from "../dom.js";
import { qrDrawing } from "./qr.js";
import { momentText } from "../status.js";
import { WORDS } from "../words.js";

const LOOK_EVERY = 2_000; // milliseconds
const FINAL = new Set(["done", "over"]);

/** @typedef {{connection: string, kind: string, label: string}} Way */

export class Continuing {
  #chat;
  #onDone;
  #told = h("p", { class: "own-told", role: "status" });
  #body = h("div", { class: "continuing-body" });
  /** @type {any} */
  #link = null;
  #direction = "there";
  #timer = 0;
  #shown = "";

  /** onDone: called once the conversation is shown again */
  constructor({ chat, onDone }) {
    this.#chat = chat;
    this.#onDone = onDone;
    this.element = h(
      "div",
      {
        class: "own continuing",
        id: "continuing",
        hidden: true,
        role: "region",
        "aria-label": WORDS.goOn,
      },
      this.#told,
      this.#body,
    );
  }

  /** Offer the channels there are now. */
  async show() {
    this.element.hidden = false;
    this.#stop();
    setText(this.#told, WORDS.goOnLoading);
    this.#put("loading");
    try {
      const ways = await this.#chat.requests.ways();
      setText(this.#told, ways.length ? "" : WORDS.goOnNowhere);
      this.#put("ways", ...(ways.length ? this.#choices(ways) : []));
      this.#focusFirst();
    } catch (error) {
      this.#fail(error);
    }
  }

  hide() {
    this.#stop();
    this.element.hidden = true;
  }

  /** @param {Way[]} ways */
  #choices(ways) {
    const list = (direction, words) =>
      h(
        "ul",
        { class: "own-list" },
        ways.map((way) => h("li", {}, this.#choice(way, direction, words))),
      );
    return [
      h("p", { class: "continuing-words" }, WORDS.goOnThere),
      list("there", WORDS.goOnOn),
      h("p", { class: "continuing-words" }, WORDS.goOnHere),
      list("here", WORDS.goOnFrom),
    ];
  }

  #choice(way, direction, words) {
    const pick = () => this.#offer(way, direction);
    return h("button", { class: "own-item", type: "button", onclick: pick }, words(way));
  }

  /** @param {Way} way */
  async #offer(way, direction) {
    setText(this.#told, WORDS.goOnLoading);
    this.#direction = direction;
    try {
      this.#link = {
        ...(await this.#chat.requests.offerLink(way.connection, direction)),
        kind: way.kind,
      };
      setText(this.#told, "");
      this.#put("offered", ...this.#code());
      this.#focusFirst();
      this.#lookSoon();
    } catch (error) {
      this.#fail(error);
    }
  }

  #code() {
    const { code, label, url, qr, kind, ends_at: endsAt } = this.#link;
    const drawing = qr.length
      ? h("div", { class: "qr" }, qrDrawing(qr, WORDS.goOnScan(label)))
      : null;
    const target = kind === "email" ? {} : { target: "_blank", rel: "noopener noreferrer" };
    return [
      h("p", { class: "continuing-words" }, WORDS.goOnCode(label, Boolean(url))),
      url && h("a", { class: "own-new", href: url, ...target }, WORDS.goOnOpen(label)),
      drawing,
      h(
        "p",
        { class: "continuing-words" },
        WORDS.goOnType(label),
        h("strong", { class: "code" }, code),
      ),
      h("p", { class: "continuing-small" }, WORDS.goOnUntil(momentText(endsAt))),
      this.#button(WORDS.goOnBack, () => this.show()),
    ];
  }

  #question({ name, number, agreed }) {
    const { label } = this.#link;
    const question = this.#direction === "there" ? WORDS.goOnAsk : WORDS.goOnAskHere;
    return [
      h("p", { class: "continuing-words" }, question(name, label)),
      h("p", { class: "continuing-number" }, String(number)),
      ...(agreed
        ? [h("p", { class: "continuing-words" }, WORDS.goOnWaits(label))]
        : [
            h("p", { class: "continuing-words" }, WORDS.goOnSame(label)),
            h(
              "button",
              { class: "own-new", type: "button", onclick: () => this.#decide(true) },
              WORDS.goOnYes,
            ),
            this.#button(WORDS.goOnNo, () => this.#decide(false)),
          ]),
    ];
  }

  async #decide(accept) {
    try {
      this.#draw(await this.#chat.requests.decideLink(this.#link.id, accept));
    } catch (error) {
      this.#fail(error);
    }
  }

  async #look() {
    const { id } = this.#link;
    try {
      const told = document.hidden ? null : await this.#chat.requests.lookAtLink(id);
      if (this.#link?.id !== id) return; // left meanwhile
      if (told) this.#draw(told);
      if (told && FINAL.has(told.state)) return;
    } catch {
      // the next look may work
    }
    this.#lookSoon();
  }

  #draw(told) {
    const shown = `${told.state} ${told.agreed}`;
    if (told.state === "offered" || shown === this.#shown) return;
    if (told.state === "asked") {
      this.#put(shown, ...this.#question(told));
      return this.#focusFirst();
    }
    this.#stop();
    if (told.state === "done") return this.#finish(told);
    this.#put(
      shown,
      this.#button(WORDS.tryAgain, () => this.show()),
    );
    setText(this.#told, WORDS.goOnOver);
    this.#focusFirst();
  }

  async #finish(told) {
    const { label } = this.#link ?? { label: "" };
    if (told.token) {
      await this.#chat.goTo(told).catch((error) => this.#fail(error));
      return this.#onDone();
    }
    this.#put(
      "done",
      this.#button(WORDS.goOnBackToChat, () => this.#onDone()),
    );
    setText(this.#told, WORDS.goOnDone(label));
    this.#focusFirst();
  }

  #fail(error) {
    this.#stop();
    setText(this.#told, error.message || WORDS.goOnFailed);
    this.#put(
      "failed",
      this.#button(WORDS.tryAgain, () => this.show()),
    );
  }

  #button(words, onclick) {
    return h("button", { class: "choice", type: "button", onclick }, words);
  }

  #put(shown, ...parts) {
    this.#shown = shown;
    this.#body.replaceChildren(...parts.filter(Boolean));
  }

  #focusFirst() {
    /** @type {HTMLElement | null} */ (this.#body.querySelector("a, button"))?.focus();
  }

  #lookSoon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#look(), LOOK_EVERY);
  }

  #stop() {
    clearTimeout(this.#timer);
  }
}
