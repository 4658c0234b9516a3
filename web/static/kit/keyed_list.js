// A list whose rows stay while what they show stays: no flicker, no lost focus, little work.

export class KeyedList {
  #make;
  #isBusy;
  #rows = new Map(); // key: {element, look}

  // `isBusy(row)`: whether somebody is writing in it, so that it is better left as it is for now.
  constructor(element, make, isBusy = () => false) {
    this.element = element;
    this.#make = make;
    this.#isBusy = isBusy;
  }

  // Shows these items; `keyOf` tells them apart, `lookOf` returns all that a row depends on.
  draw(items, keyOf, lookOf) {
    const before = this.#rows;
    this.#rows = new Map();
    let next = this.element.firstElementChild;
    for (const item of items) {
      const key = keyOf(item);
      const look = JSON.stringify(lookOf(item));
      const row = before.get(key);
      before.delete(key);
      const stays = row && (row.look === look || this.#isBusy(row.element));
      const element = stays ? row.element : this.#remake(row?.element, item);
      if (row?.element === next) next = element;
      this.#rows.set(key, { element, look: stays ? row.look : look });
      if (element === next) next = next.nextElementSibling;
      else this.element.insertBefore(element, next);
    }
    for (const { element } of before.values()) element.remove();
  }

  // Makes a row anew in its old one's place; the focus stays.
  #remake(old, item) {
    const element = this.#make(item);
    if (!old) return element;
    const hadFocus = old.contains(document.activeElement);
    old.replaceWith(element);
    if (hadFocus) element.querySelector("button")?.focus({ preventScroll: true });
    return element;
  }
}
