/** When to try again, and waiting that can be cut short. */

const FIRST = 500;
const MAX_BACKOFF = 8000;

/**
 * Return how many milliseconds to wait before attempt `attempt` (0 is the first retry).
 * @param {number} attempt
 */
export function backoff(attempt, random = Math.random) {
  const full = Math.min(MAX_BACKOFF, FIRST * 2 ** attempt);
  return full * (0.7 + 0.3 * random()); // spread, so that not everybody returns at once
}

/** A wait that someone else can end early. */
export class Pause {
  #end = () => {};

  /**
   * Wait this many milliseconds, or until `end`.
   * @param {number} milliseconds
   * @returns {Promise<void>}
   */
  wait(milliseconds) {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.#end = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** End the present wait, if there is one. */
  end() {
    this.#end();
  }
}
