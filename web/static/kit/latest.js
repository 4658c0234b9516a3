/** Asking again before the answer has come. */

/**
 * Return a function that asks as `ask` does, and gives only the answer to what was asked last.
 *
 * An answer that was overtaken never comes: whoever waits for it goes no further.
 * @template {unknown[]} Given
 * @template Answer
 * @param {(...given: Given) => Promise<Answer>} ask
 * @returns {(...given: Given) => Promise<Answer>}
 */
export function latest(ask) {
  let asked = 0;
  return async (...given) => {
    asked += 1;
    const turn = asked;
    try {
      return await ask(...given);
    } finally {
      if (turn !== asked) await new Promise(() => {});
    }
  };
}
