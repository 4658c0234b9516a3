/**
 * Messages on their way, a customer's or an agent's: kept in the browser until they are seen in
 * the conversation.
 *
 * queued ──the service has it──► sent ──it appears in the conversation──► removed
 *    └──────the service refuses it──► failed ──"Try again"──► queued
 *
 * While the service has too much to do, a queued message is marked `busy` and comes again later.
 *
 * A message keeps its id however often it is posted, so that the service takes it once.
 */

import { newId } from "./ids.js";
import { backoff, Pause } from "./timing.js";

/**
 * How a message is on its way; `problem`: why it was refused.
 * @typedef {{id: string, at: string, state: "queued" | "sent" | "failed", problem?: string, busy?: boolean}} Way
 */

/**
 * @template Message
 * @typedef {Message & Way} Entry
 */

/** @template Message what `deliver` needs of one */
export class Outbox {
  #storage;
  #deliver;
  #onChange;
  #onStall;
  #pause = new Pause();
  #running = false;
  #stopped = false;

  /**
   * @param {object} ways
   * @param {{read: () => Entry<Message>[], write: (entries: Entry<Message>[]) => void}} ways.storage
   * @param {(entry: Entry<Message>) => Promise<void>} ways.deliver rejects with an error that has `temporary`
   * @param {(entries: Entry<Message>[]) => void} ways.onChange is told them whenever they change
   * @param {(isStalled: boolean) => void} [ways.onStall] is told whether one cannot get through now
   */
  constructor({ storage, deliver, onChange, onStall = () => {} }) {
    this.#storage = storage;
    this.#deliver = deliver;
    this.#onChange = onChange;
    this.#onStall = onStall;
  }

  /** The messages that are not in the conversation yet, the oldest first; what is none is left out. */
  get entries() {
    return this.#storage.read().filter((entry) => typeof entry?.id === "string");
  }

  /**
   * Take a message and see to it that it is sent.
   * @param {Message} message
   */
  add(message) {
    const at = new Date().toISOString();
    this.#save([...this.entries, { ...message, id: newId(), state: "queued", at }]);
    this.flush();
  }

  /**
   * Send a refused message once more, under its old id.
   * @param {string} id
   */
  retry(id) {
    this.#change(id, { state: "queued", problem: "" });
    this.flush();
  }

  /**
   * Forget these messages: they were seen in the conversation, or given up.
   * @param {string[]} ids
   */
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

  /** Send nothing more, and leave what is there as it is. */
  stop() {
    this.#stopped = true;
    this.wake();
  }

  /** The way to the service may be back: do not wait any longer. */
  wake() {
    this.#pause.end();
  }

  #next() {
    if (this.#stopped) return undefined;
    return this.entries.find((entry) => entry.state === "queued");
  }

  /**
   * Return null if that was it, or after how many seconds at least it is to be sent again.
   * @param {Entry<Message>} entry
   */
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

  /**
   * @param {string} id
   * @param {Partial<Way>} changes
   */
  #change(id, changes) {
    if (this.#stopped) return;
    this.#save(this.entries.map((entry) => (entry.id === id ? { ...entry, ...changes } : entry)));
  }

  /** @param {Entry<Message>[]} entries */
  #save(entries) {
    this.#storage.write(entries);
    this.#onChange(entries);
  }
}
