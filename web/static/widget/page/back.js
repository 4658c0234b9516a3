/**
 * On a phone, where the chat fills the screen, "Back" closes it and leaves the page as it is.
 *
 * For that the chat has a step of the history to itself. Scripts that draw the page anew at every
 * step (Turbo, other routers) know theirs by its state: so the page's own step has none while the
 * chat is open, and gets it back when the chat is closed.
 */

const FULL_SCREEN = "(max-width: 480px)"; // as in styles_frame.js
const MARK = "effieChat"; // on the chat's step
const KEPT = "effieKept"; // on the page's step: the page's own state

export class BackCloses {
  #onBack;
  #isSet = false;
  #length = 0; // of the history while the page has not gone on

  /** onBack: called when the customer goes back out of the chat */
  constructor(onBack) {
    this.#onBack = onBack;
    this.#giveBack();
    addEventListener("popstate", () => this.#pop());
  }

  /** The chat was opened. */
  set() {
    if (this.#isSet || !matchMedia(FULL_SCREEN).matches) return;
    this.#isSet = true;
    if (!history.state?.[MARK]) {
      const own = history.state;
      history.replaceState({ [KEPT]: own }, "");
      history.pushState({ ...own, [MARK]: true }, "");
    } // otherwise the page was reloaded with the chat open
    this.#length = history.length;
  }

  /** The chat was closed by another way: what "Back" would have undone is undone. */
  unset() {
    if (!this.#isSet) return;
    this.#isSet = false;
    if (history.state?.[MARK]) history.back();
  }

  #pop() {
    if (history.state?.[MARK]) return;
    const isGivenBack = this.#giveBack();
    // The page went on meanwhile: that it is back here is news to its script.
    if (isGivenBack && history.length !== this.#length)
      dispatchEvent(new PopStateEvent("popstate", { state: history.state }));
    if (!this.#isSet) return;
    this.#isSet = false;
    this.#onBack();
  }

  #giveBack() {
    const isOurs = history.state?.[KEPT] !== undefined;
    if (isOurs) history.replaceState(history.state[KEPT], "");
    return isOurs;
  }
}
