/** Building elements without ever parsing HTML. */

/**
 * Return an element with attributes and children.
 *
 * `onclick` and the like are listeners; false and null leave an attribute or a child out.
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else setAttribute(element, name, value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== false));
  return element;
}

/** Set an attribute; true sets an empty one, false, null and undefined remove it. */
export function setAttribute(element, name, value) {
  if (value === false || value === null || value === undefined) element.removeAttribute(name);
  else element.setAttribute(name, value === true ? "" : value);
}

/** Return words that only a screen reader says. */
export function unseen(text) {
  return h("span", { class: "unseen" }, text);
}

/** Set an element's text, unless it says that already: a live region would repeat it. */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
