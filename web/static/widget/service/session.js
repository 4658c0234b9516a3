/** The right to a conversation: begun once, kept in the browser, and shared by its tabs. */

/** @typedef {{conversation: string, token: string}} Right */

export class Session {
  #api;
  #storage;
  #identity;
  #onOther;
  /** @type {Promise<Right> | null} */
  #joining = null;
  /** @type {Right | null} what it resolved to */
  #joined = null;
  #isOver = false;

  /** onOther: called when the conversation is another one than the browser knew */
  constructor({ api, storage, identity, onOther }) {
    this.#api = api;
    this.#storage = storage;
    this.#identity = identity;
    this.#onOther = onOther;
  }

  /** Whether there is a conversation to take up. */
  get isKnown() {
    const kept = () => this.#storage.read("session") ?? this.#storage.read("visitor");
    return Boolean(this.#joining ?? kept());
  }

  /** Whether the host site vouches for the customer. */
  get isVouched() {
    return Boolean(this.#identity);
  }

  /** The conversation that was joined, "" for none. */
  get conversation() {
    return this.#joined?.conversation ?? "";
  }

  /** Return the customer's conversations, on whatever device they were had. */
  own() {
    return this.#api.own(this.#identity);
  }

  /** Begin another conversation than the one there is. */
  async beginNew() {
    const token = this.#joined?.token; // says which browser it is, and goes on with nothing
    const begun = { identity: this.#identity, token, isNew: true, page: page() };
    this.goTo(await this.#api.begin(begun));
  }

  /** Go over to another conversation of this customer's. */
  goTo({ conversation, token }) {
    this.#joined = { conversation, token };
    this.#joining = Promise.resolve(this.#joined);
    this.#storage.write("session", this.#joined);
  }

  /** Keep nothing any more that may still be on its way. */
  end() {
    this.#isOver = true;
  }

  /** Vouch with a newer token from now on, of the same customer; the service hears of it too. */
  vouch(identity) {
    this.#identity = identity;
    if (identity) this.courtesy(() => this.own());
  }

  /**
   * Return the right to the conversation; one is begun if there is none.
   * @returns {Promise<Right>}
   */
  join() {
    this.#joining ??= oneTabAtATime(this.#storage.key("join"), () => this.#begin()).catch(
      (error) => {
        this.#joining = null;
        throw error;
      },
    );
    return this.#joining;
  }

  /** Do a courtesy to a conversation that is joined; nobody needs to know if it fails. */
  courtesy(act) {
    this.#joining?.then(act).catch(() => {});
  }

  /** The service no longer knows this right; false if it was left already. */
  leave(right) {
    if (this.#joined !== right) return false;
    this.#joined = null;
    this.#joining = null;
    if (this.#storage.read("session")?.conversation === right.conversation)
      this.#storage.remove("session");
    return true;
  }

  /** Another tab has begun a conversation: go over to it; false if it is ours already. */
  async follow() {
    const known = this.#storage.read("session");
    const own = await this.#joining?.catch(() => null);
    if (!known || own?.conversation === known.conversation) return false;
    this.#joined = known;
    this.#joining = Promise.resolve(known);
    return true;
  }

  async #begin() {
    const known = this.#storage.read("session");
    const { conversation, token } = await this.#beginWith(known?.token);
    if (this.#isOver) throw new Error("This chat has ended.");
    this.#storage.remove("visitor");
    if (known && known.conversation !== conversation) this.#onOther();
    this.#joined = { conversation, token };
    this.#storage.write("session", this.#joined);
    return this.#joined;
  }

  async #beginWith(token) {
    const visitor = this.#storage.read("visitor")?.token;
    try {
      return await this.#api.begin({ identity: this.#identity, token, visitor, page: page() });
    } catch (error) {
      if (error.status !== 401 || !this.#identity) throw error;
      console.warn("Effie: the identity was refused; going on as an anonymous visitor.", error);
      this.#identity = "";
      return this.#beginWith(token);
    }
  }
}

/** Return where the customer is; a query may hold what is not ours to keep. */
export function page() {
  return { url: location.origin + location.pathname, title: document.title };
}

/**
 * Run a task while no other tab does; a sandboxed frame may use no locks, and has no other tabs.
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} task
 * @returns {Promise<T>}
 */
async function oneTabAtATime(name, task) {
  let hasBegun = false;
  const run = () => {
    hasBegun = true;
    return task();
  };
  try {
    return await (navigator.locks ? navigator.locks.request(name, run) : run());
  } catch (error) {
    if (hasBegun) throw error;
    return task();
  }
}
