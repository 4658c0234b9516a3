// What somebody does before the page's scripts are there: kept, and done as soon as they are.
//
// A classic script in <head>, because it must be there before anything that can be pressed. Module
// scripts run before DOMContentLoaded, so from then on they listen. What needs no script works
// meanwhile: links, and forms that say where or how they are sent.
(() => {
  const BUTTONS = "button, input[type=submit], input[type=button], input[type=reset]";
  const FIELDS = "input, textarea, select";
  const PLAIN_FORMS = "form[action], form[method]";
  const FOR_CHAT = "[data-effie-open], [data-effie-ask], [data-effie-about]";
  const QUESTIONS = "a[data-effie-ask]"; // a link that leads on without the chat, and loses them
  const PATIENCE = 5000; // ms
  /** @type {Set<HTMLElement>} */
  const asked = new Set();
  /** @type {Map<EventTarget, () => void>} pressed or submitted; twice on the same is impatience */
  const presses = new Map();
  /** @type {Map<HTMLInputElement, {value: string, checked: boolean}>} */
  const typed = new Map();
  /** @type {KeyboardEvent[]} outside of fields, where they may be shortcuts */
  const keys = [];
  const listeners = { click: keepClick, submit: keepSubmit, input: keepTyped, keydown: keepKey };

  for (const [name, keep] of Object.entries(listeners)) addEventListener(name, keep, true);
  addEventListener("DOMContentLoaded", () => setTimeout(release)); // after what others do then
  addEventListener("click", keepForChat, true); // which comes when it comes, also after that
  customElements.whenDefined("effie-widget").then(() => {
    removeEventListener("click", keepForChat, true);
  });

  /** @param {Event} event */
  function keepClick(event) {
    const button = closest(event, BUTTONS);
    if (!button || button.matches(FOR_CHAT)) return;
    if (button.type === "submit" && button.form?.matches(PLAIN_FORMS)) return;
    keep(event, button, () => press(button));
  }

  /** @param {Event} event */
  function keepForChat(event) {
    const button = closest(event, FOR_CHAT);
    if (button?.matches(QUESTIONS)) keepQuestion(/** @type {MouseEvent} */ (event), button);
    else if (button?.matches(BUTTONS) && event.isTrusted) press(button);
  }

  /**
   * @param {MouseEvent} event
   * @param {HTMLElement} link
   */
  function keepQuestion(event, link) {
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (!asked.has(link)) ask(link);
  }

  /**
   * Ask once the chat is there; without it the link leads on.
   * @param {HTMLElement} link
   */
  async function ask(link) {
    asked.add(link);
    const late = new Promise((done) => setTimeout(done, PATIENCE));
    await Promise.race([customElements.whenDefined("effie-widget"), late]);
    removeEventListener("click", keepForChat, true);
    link.click();
    if (!customElements.get("effie-widget")) addEventListener("click", keepForChat, true);
    asked.delete(link);
  }

  /** @param {Event} event */
  function keepSubmit(event) {
    const form = /** @type {HTMLFormElement} */ (event.target);
    if (!form.matches(PLAIN_FORMS)) keep(event, form, () => form.requestSubmit());
  }

  /**
   * @param {Event} event
   * @param {EventTarget} target
   * @param {() => void} again
   */
  function keep(event, target, again) {
    if (!event.isTrusted) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    document.documentElement.dataset.waiting = "";
    presses.set(target, again);
  }

  /** @param {Event} event */
  function keepTyped({ target }) {
    const field = /** @type {HTMLInputElement} */ (target);
    typed.set(field, { value: field.value, checked: field.checked });
  }

  /** @param {Event} event */
  function keepKey(event) {
    const key = /** @type {KeyboardEvent} */ (event);
    const isPlain = !key.ctrlKey && !key.metaKey && !key.altKey && key.key.length === 1;
    if (event.isTrusted && isPlain && !closest(event, `${FIELDS}, ${BUTTONS}`)) keys.push(key);
  }

  function release() {
    for (const [name, keep] of Object.entries(listeners)) removeEventListener(name, keep, true);
    delete document.documentElement.dataset.waiting;
    for (const [field, given] of typed) fill(field, given);
    for (const key of keys) strike(key);
    for (const again of presses.values()) again();
  }

  /** @param {HTMLElement} button */
  async function press(button) {
    if (button.matches(FOR_CHAT)) await customElements.whenDefined("effie-widget");
    button.click();
  }

  /**
   * @param {HTMLInputElement} field
   * @param {{value: string, checked: boolean}} given
   */
  function fill(field, given) {
    if (field.value !== given.value) Object.assign(field, given); // a script began it anew
    for (const name of ["input", "change"]) field.dispatchEvent(new Event(name, { bubbles: true }));
  }

  /**
   * A shortcut may lead into a field; what follows it was meant for that.
   * @param {KeyboardEvent} key
   */
  function strike(key) {
    const field = /** @type {HTMLInputElement} */ (document.activeElement);
    if (!field?.matches(FIELDS)) return dispatchAgain(key);
    field.value += key.key;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /** @param {KeyboardEvent} key */
  function dispatchAgain(key) {
    key.target?.dispatchEvent(new KeyboardEvent(key.type, key));
  }

  /**
   * @param {Event} event
   * @param {string} selector
   * @returns {HTMLButtonElement | null}
   */
  function closest({ target }, selector) {
    return target instanceof Element ? target.closest(selector) : null;
  }
})();
