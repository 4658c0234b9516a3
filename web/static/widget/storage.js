/** What this browser remembers of a customer's conversation. */

/** A place for one customer's things; where the browser has no storage, it ends with the page. */
export class Storage {
  #area;
  #prefix;

  /** service: the service's address; customer: whose things these are, "" for a visitor */
  constructor(service, customer, area = browserStorage("localStorage")) {
    this.#area = area;
    this.#prefix = `effie:${new URL(service).host}:${customer || "visitor"}:`;
  }

  /** The name under which `what` is stored, as `storage` events give it. */
  key(what) {
    return this.#prefix + what;
  }

  read(what, otherwise = null) {
    try {
      return JSON.parse(this.#area.getItem(this.key(what))) ?? otherwise;
    } catch {
      return otherwise;
    }
  }

  write(what, value) {
    try {
      this.#area.setItem(this.key(what), JSON.stringify(value));
    } catch (error) {
      console.warn("Effie: the browser's storage is full; a reload may lose unsent words.", error);
    }
  }

  remove(what) {
    this.#area.removeItem(this.key(what));
  }
}

/** Remove everything Effie keeps in this browser, for every customer. */
export function forgetEverybody() {
  for (const name of /** @type {const} */ (["localStorage", "sessionStorage"])) {
    const area = browserStorage(name);
    for (const key of Object.keys(area)) if (key.startsWith("effie:")) area.removeItem(key);
  }
}

/**
 * The browser's storage, or one in memory where it is switched off.
 * @param {"localStorage" | "sessionStorage"} name
 * @returns {Pick<globalThis.Storage, "getItem" | "setItem" | "removeItem">}
 */
export function browserStorage(name) {
  try {
    const area = window[name];
    area.setItem("effie:probe", "1");
    area.removeItem("effie:probe");
    return area;
  } catch {
    return memoryStorage();
  }
}

function memoryStorage() {
  const things = new Map();
  return {
    getItem: (key) => things.get(key) ?? null,
    setItem: (key, value) => things.set(key, value),
    removeItem: (key) => things.delete(key),
  };
}
