/** Keys that belong to an input method (Japanese, Chinese, Korean …), not to us. */

const PROCESSED = 229; // Safari says only by this code that Enter has ended a composition

/**
 * Tell whether a key is part of composing text: it chooses or confirms, and does nothing else.
 * @param {KeyboardEvent} event
 */
export function isComposing(event) {
  return event.isComposing || event.keyCode === PROCESSED;
}
