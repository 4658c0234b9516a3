/**
 * Messages on their way: kept in the browser until they are seen in the conversation.
 *
 * queued ──the service has it──► sent ──it appears in the conversation──► removed
 *    └──────the service refuses it──► failed ──"Try again"──► queued
 *
 * While the service has too much to do, a queued message is marked `busy` and comes again later.
 *
 * A message keeps its id however often it is posted, so that the service takes it once.
 */

import { newId } from "../kit/ids.js";
import { backoff, Pause } from "./timing.js";

export class Outbox {
  #storage;
  #deliver;
  #onChange;
  #onStall;
  #pause = new Pause();
  #running = false;

  /**
   * deliver: (entry) => Promise; rejects with an ApiError, whose message is to be shown
   * onChange: called with the entries whenever they change
   * onStall: called with true when a message cannot get through for now, with false when it did
   */
  constructor({ storage, deliver, onChange, onStall }) {
    this.#storage = storage;
    this.#deliver = deliver;
    this.#onChange = onChange;
    this.#onStall = onStall;
  }

  /** The messages that are not in the conversation yet, the oldest first. */
  get entries() {
    return this.#storage.read("outbox", []);
  }

  /** Take a message and see to it that it is sent. */
  add(text, choice = "") {
    const entry = { id: newId(), text, choice, state: "queued", at: new Date().toISOString() };
    this.#save([...this.entries, entry]);
    this.flush();
  }

  /** Send a refused message once more, under its old id. */
  retry(id) {
    this.#change(id, { state: "queued", problem: "" });
    this.flush();
  }

  /** Forget these messages: they were seen in the conversation, or the customer gave them up. */
  remove(...ids) {
    const left = this.entries.filter((entry) => !ids.includes(entry.id));
    if (left.length < this.entries.length) this.#save(left);
  }

  /** Forget what was sent, because its conversation is over; what is unsent stays. */
  forgetSent() {
    this.#save(this.entries.filter((entry) => entry.state !== "sent"));
  }

  /** Send whatever is queued, in order, trying again for as long as it takes. */
  async flush() {
    this.wake();
    if (this.#running) return;
    this.#running = true;
    try {
      for (let attempt = 0; this.#next(); attempt += 1) {
        const again = await this.#sendOne(this.#next());
        if (again === null) attempt = -1;
        else await this.#pause.wait(Math.max(backoff(attempt), 1000 * again));
      }
    } finally {
      this.#running = false;
    }
  }

  /** The way to the service may be back: do not wait any longer. */
  wake() {
    this.#pause.end();
  }

  #next() {
    return this.entries.find((entry) => entry.state === "queued");
  }

  /** Return null if that was it, or after how many seconds at least it is to be sent again. */
  async #sendOne(entry) {
    try {
      await this.#deliver(entry);
    } catch (error) {
      if (!error.temporary) {
        this.#change(entry.id, { state: "failed", problem: error.message, busy: false });
        return null;
      }
      this.#onStall(!error.busy);
      this.#change(entry.id, { busy: Boolean(error.busy) });
      return error.retryAfter || 0;
    }
    this.#onStall(false);
    this.#change(entry.id, { state: "sent", busy: false });
    return null;
  }

  #change(id, changes) {
    this.#save(this.entries.map((entry) => (entry.id === id ? { ...entry, ...changes } : entry)));
  }

  #save(entries) {
    this.#storage.write("outbox", entries);
    this.#onChange(entries);
  }
}
