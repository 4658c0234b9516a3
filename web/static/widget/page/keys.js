/** Keys pressed in the chat stay in it: the page's shortcuts would take letters, and act on them. */

const KEYS = ["keydown", "keypress", "keyup"];
const CLIPBOARD = ["copy", "cut", "paste"];

/**
 * Keep what is typed within this shadow tree. The page may listen before anything in it does, so
 * keys are taken at the window, and pressed again where only the tree hears them.
 * @param {ShadowRoot} root
 */
export function keepKeysIn(root) {
  for (const name of KEYS) {
    addEventListener(
      name,
      (event) => event.composedPath().includes(root) && pressAgain(event),
      true,
    );
  }
  for (const name of CLIPBOARD) root.addEventListener(name, (event) => event.stopPropagation());
}

function pressAgain(event) {
  const [target] = event.composedPath();
  event.stopImmediatePropagation();
  const again = new KeyboardEvent(event.type, { ...told(event), bubbles: true, cancelable: true });
  target.dispatchEvent(again);
  if (again.defaultPrevented) event.preventDefault();
}

// An event's members are its prototype's: they cannot be spread.
function told(event) {
  const { key, code, keyCode, location, repeat, isComposing } = event;
  const { ctrlKey, shiftKey, altKey, metaKey } = event;
  const what = { key, code, keyCode, location, repeat, isComposing };
  return { ...what, ctrlKey, shiftKey, altKey, metaKey };
}
