/** The live stream: the queue and the open conversation, through drops and sleeping laptops. */

import { state } from "../store.js";

const SILENCE = 40_000; // the server says something every 10 seconds
const FIRST_WAIT = 500;
const MAX_WAIT = 10_000;
const EVENTS = [
  "queue",
  "utterance",
  "typing",
  "note",
  "seen",
  "returned",
  "trouble",
  "beat",
  "signed_out",
];

export class Live {
  // `on` has a function per event, and `connected`, `away` and `mayReopen`.
  constructor(on) {
    this.on = on;
    this.source = null;
    this.wait = FIRST_WAIT;
    this.heard = Date.now();
    addEventListener("online", () => this.open());
    addEventListener("offline", () => this.lose());
    document.addEventListener("visibilitychange", () => this.check());
    setInterval(() => this.check(), 5_000);
  }

  // Opens the stream for the conversation that is open now; the old one is closed.
  open() {
    this.close();
    const query = new URLSearchParams();
    if (state.conversation && state.context) {
      query.set("conversation", state.conversation);
      query.set("after", state.transcript.at(-1)?.seq ?? 0);
    }
    const source = new EventSource(`/desk/api/stream?${query}`);
    this.source = source;
    this.heard = Date.now();
    for (const name of EVENTS) {
      source.addEventListener(name, (event) => this.take(source, name, event));
    }
    source.addEventListener("open", () => this.take(source, "connected", null));
    source.addEventListener("error", () => source === this.source && this.lose());
  }

  close() {
    clearTimeout(this.retry);
    this.source?.close();
    this.source = null;
  }

  take(source, name, event) {
    if (source !== this.source) return; // an event of the stream before this one
    this.heard = Date.now();
    this.wait = FIRST_WAIT;
    this.on[name]?.(event ? JSON.parse(event.data) : null);
  }

  // The stream is gone: says so and tries again, a little later each time.
  lose() {
    this.close();
    this.on.away();
    this.retry = setTimeout(() => this.reopen(), this.wait * (0.75 + Math.random() / 2));
    this.wait = Math.min(this.wait * 2, MAX_WAIT);
  }

  // An EventSource never tells why it was refused, so ask first.
  async reopen() {
    if (await this.on.mayReopen()) this.open();
    else if (!this.source && state.connection !== "signed_out") this.lose();
  }

  check() {
    if (this.source && Date.now() - this.heard > SILENCE) this.lose();
  }
}
