/** Keeping the stream of a conversation open: reconnects, resumes, notices silence. */

import { EventParser } from "./sse.js";
import { backoff, Pause } from "../../kit/timing.js";

export const TIMING = {
  silence: 40_000, // the service says something every 15 seconds, if only a comment
  answer: 10_000, // how long opening it may take
  grace: 1500, // shorter interruptions are not worth a word
};

export class Stream {
  #open;
  #onEvent;
  #onStatus;
  #timing;
  #pause = new Pause();
  /** @type {object | null} a fresh one per start, so that a stopped loop knows it is stale */
  #running = null;
  /** @type {AbortController | null} */
  #abort = null;
  #graceTimer = 0;

  /**
   * open: (signal) => Promise<Response>; rejects with an ApiError
   * onEvent: called with each event's type and parsed data
   * onStatus: called with "open" or "lost"
   */
  constructor({ open, onEvent, onStatus, timing = TIMING }) {
    this.#open = open;
    this.#onEvent = onEvent;
    this.#onStatus = onStatus;
    this.#timing = timing;
  }

  /** Keep the stream open from now on; does nothing if it is running. */
  start() {
    if (this.#running) return;
    this.#running = {};
    this.#run(this.#running);
  }

  /** Close the stream until the next start. */
  stop() {
    this.#running = null;
    this.#endGrace();
    this.#abort?.abort();
    this.#pause.end();
  }

  /** The way to the service is known to be cut: say so at once and try again. */
  drop() {
    if (!this.#running) return;
    this.#onStatus("lost");
    this.#abort?.abort();
  }

  /** The way may be back: do not wait any longer. */
  wake() {
    this.#pause.end();
  }

  async #run(run) {
    for (let attempt = 0; this.#running === run; attempt += 1) {
      this.#startGrace(run);
      try {
        await this.#read(run, () => (attempt = -1));
      } catch (error) {
        if (error.gone && this.#running === run) return this.stop();
      }
      if (this.#running !== run) return;
      this.#startGrace(run);
      await this.#pause.wait(backoff(Math.max(attempt, 0)));
    }
  }

  async #read(run, onLife) {
    const abort = new AbortController();
    this.#abort = abort;
    const watch = watchdog(() => abort.abort());
    try {
      watch.within(this.#timing.answer);
      const response = await this.#open(abort.signal);
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      this.#opened(run);
      const parser = new EventParser();
      for (;;) {
        watch.within(this.#timing.silence);
        const { done, value } = await reader.read();
        if (done || this.#running !== run) return;
        onLife();
        for (const event of parser.feed(value)) this.#onEvent(event.type, JSON.parse(event.data));
      }
    } finally {
      watch.end();
      abort.abort();
    }
  }

  #opened(run) {
    if (this.#running !== run) return;
    this.#endGrace();
    this.#onStatus("open");
  }

  #endGrace() {
    clearTimeout(this.#graceTimer);
    this.#graceTimer = 0;
  }

  #startGrace(run) {
    if (this.#graceTimer || this.#running !== run) return;
    this.#graceTimer = setTimeout(() => {
      if (this.#running === run) this.#onStatus("lost");
    }, this.#timing.grace);
  }
}

function watchdog(bark) {
  let timer = 0;
  return {
    within(milliseconds) {
      clearTimeout(timer);
      timer = setTimeout(bark, milliseconds);
    },
    end: () => clearTimeout(timer),
  };
}
