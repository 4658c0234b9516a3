/** What this browser remembers of a customer's conversation. */

import { asJson } from "../../kit/json.js";
import { readKept } from "../../kit/kept.js";

const PREFIX = "effie:";
const FORGOTTEN = `${PREFIX}forgotten`; // set when somebody is forgotten, so that other tabs follow

/** A place for one customer's things. */
export class Storage {
  #area;
  #prefix;

  /** service: the service's address; customer: whose things these are, "" for a visitor */
  constructor(service, customer, area = inBrowser) {
    this.#area = area;
    this.#prefix = `${PREFIX}${new URL(service).host}:${customer || "visitor"}:`;
  }

  /** The name under which `what` is stored, as `storage` events give it. */
  key(what) {
    return this.#prefix + what;
  }

  /**
   * @param {string} what
   * @param {any} [otherwise] if nothing of this kind is kept; null stands for an object
   */
  read(what, otherwise = null) {
    return readKept(this.#area.get(this.key(what)), otherwise);
  }

  write(what, value) {
    this.#area.set(this.key(what), asJson(value));
  }

  remove(what) {
    this.#area.remove(this.key(what));
  }
}

/** One of the browser's storages; what it refuses or has no room for lasts as long as the page. */
export class Area {
  #name;
  #memory = new Map();

  /** @param {"localStorage" | "sessionStorage"} name */
  constructor(name) {
    this.#name = name;
  }

  /** Whether things are still there after a reload. */
  get lasts() {
    const probe = `${PREFIX}probe`;
    const tried = this.#try((kept) => [kept.setItem(probe, ""), kept.removeItem(probe)]);
    return Boolean(tried);
  }

  get(key) {
    return this.#memory.get(key) ?? this.#try((kept) => kept.getItem(key)) ?? null;
  }

  set(key, value) {
    const isKept = this.#try((kept) => kept.setItem(key, value) ?? true);
    if (isKept) this.#memory.delete(key);
    else this.#memory.set(key, value);
  }

  remove(key) {
    this.#memory.delete(key);
    this.#try((kept) => kept.removeItem(key));
  }

  /** Remove all that is ours. */
  clear() {
    const kept = this.#try((area) => Object.keys(area)) ?? [];
    for (const key of [...kept, ...this.#memory.keys()]) {
      if (key.startsWith(PREFIX)) this.remove(key);
    }
  }

  // Blocked cookies, a sandboxed frame and a full disk throw, each in its own place.
  #try(use) {
    try {
      return use(window[this.#name]);
    } catch {
      return undefined;
    }
  }
}

export const inBrowser = new Area("localStorage");
export const inTab = new Area("sessionStorage");

/** Remove everything Effie keeps in this browser, for every customer. */
export function forgetHere() {
  inBrowser.clear();
  inTab.clear();
}

/** Let other tabs forget as well what they show. */
export function tellOtherTabs() {
  inBrowser.set(FORGOTTEN, "yes");
  inBrowser.remove(FORGOTTEN);
}

/** Call `act` when another tab forgets. */
export function onForgotten(act) {
  addEventListener("storage", ({ key, newValue }) => key === FORGOTTEN && newValue && act());
}
