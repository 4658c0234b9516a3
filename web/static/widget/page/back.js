/** On a phone, where the chat fills the screen, "Back" closes it and leaves the page as it is. */

const FULL_SCREEN = "(max-width: 480px)"; // as in styles_frame.js
const MARK = "effieChat";

export class BackCloses {
  #onBack;
  #isSet = false;

  /** onBack: called when the customer goes back out of the chat */
  constructor(onBack) {
    this.#onBack = onBack;
    addEventListener("popstate", () => {
      if (!this.#isSet || history.state?.[MARK]) return;
      this.#isSet = false;
      this.#onBack();
    });
  }

  /** The chat was opened. */
  set() {
    if (this.#isSet || !matchMedia(FULL_SCREEN).matches) return;
    this.#isSet = true;
    if (history.state?.[MARK]) return; // the page was reloaded with the chat open
    history.pushState({ ...history.state, [MARK]: true }, "");
  }

  /** The chat was closed by another way: what "Back" would have undone is undone. */
  unset() {
    if (!this.#isSet) return;
    this.#isSet = false;
    if (history.state?.[MARK]) history.back();
  }
}
