/** What the host page's own elements do to the chat. */

/**
 * Call the action that an element on the page stands for when it is pressed:
 * data-effie-open (open), data-effie-ask="words" (ask), data-effie-about (about the article that
 * the page shows) and data-effie-contact (contact; returns false to let the link lead on).
 */
export function listenToHost({ open, ask, about, contact }) {
  document.addEventListener("click", (event) => {
    const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    const target = event.target instanceof Element ? event.target : null;
    /** @returns {HTMLElement | null} */
    const pressed = (name) => target?.closest(`[data-effie-${name}]`) ?? null;
    const act = () => {
      const asking = pressed("ask");
      if (asking) return ask(asking.dataset.effieAsk);
      if (pressed("about")) return about();
      if (pressed("open")) return open();
      return pressed("contact") ? contact(pressed("contact")) : false;
    };
    if (plain && act() !== false) event.preventDefault();
  });
}
