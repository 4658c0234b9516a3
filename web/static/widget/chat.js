/** One customer's chat: joins the service, the outbox and the stream to one value to draw. */

import { Outbox } from "../kit/outbox.js";
import { EMPTY, firstSeq, lastSeq, reduce } from "./conversation.js";
import { Stream } from "./stream.js";

const AGENT_TYPES_FOR = 6000; // milliseconds after the last sign of it
const SAY_TYPING_EVERY = 3000;
const HIDDEN_FOR = 30_000; // then a tab nobody looks at gives its connection back

/** @typedef {{conversation: string, token: string}} Session */

export class Chat {
  #api;
  #storage;
  #identity;
  #onChange;
  #outbox;
  #stream;
  /** @type {Promise<Session> | null} */
  #session = null;
  /** @type {Session | null} what it resolved to */
  #joined = null;
  #way = { stream: true, outbox: true, network: navigator.onLine };
  #typingTimer = 0;
  #saidTypingAt = 0;
  #saidSeen = 0;
  #hiddenTimer = 0;

  /** onChange: called after each change with the new state */
  constructor({ api, storage, identity, onChange }) {
    this.#api = api;
    this.#storage = storage;
    this.#identity = identity;
    this.#onChange = onChange;
    /** @type {Readonly<import("./conversation.js").Conversation>} */
    this.state = EMPTY;
    this.#outbox = new Outbox({
      storage: {
        read: () => storage.read("outbox", []),
        write: (entries) => storage.write("outbox", entries),
      },
      deliver: (entry) => this.#deliver(entry),
      onChange: (entries) => this.#dispatch({ type: "pending", entries }),
      onStall: (stalled) => this.#noteWay("outbox", !stalled),
    });
    this.#stream = new Stream({
      open: (signal) => this.#openStream(signal),
      onEvent: (type, data) => this.#receive(type, data),
      onStatus: (status) => this.#noteWay("stream", status === "open"),
    });
  }

  /** Take up what this browser remembers; without a conversation the service is asked nothing. */
  start() {
    this.#listen();
    this.#dispatch({ type: "pending", entries: this.#outbox.entries });
    if (this.#storage.read("session")) {
      this.#dispatch({ type: "loading" });
      this.#stream.start();
    }
    this.#outbox.flush();
  }

  /** Send words, or a button's words with its choice. */
  send(text, choice = "") {
    this.#outbox.add({ text, choice });
  }

  retry(id) {
    this.#outbox.retry(id);
  }

  remove(id) {
    this.#outbox.remove(id);
  }

  /** Tell the agent that the customer is typing; the bot does not care. */
  sayTyping() {
    const now = Date.now();
    if (!this.state.handoff || now - this.#saidTypingAt < SAY_TYPING_EVERY) return;
    this.#saidTypingAt = now;
    this.#session?.then((session) => this.#api.typing(session)).catch(() => {}); // only a courtesy
  }

  /** Tell the agent how far the customer has read; the bot does not care. */
  saySeen() {
    const seq = lastSeq(this.state);
    if (this.state.holder !== "agent" || seq <= this.#saidSeen) return;
    this.#saidSeen = seq;
    this.#session?.then((session) => this.#api.seen(session, seq)).catch(() => {}); // the next one says it too
  }

  /** Bring what was said before the first utterance that is known. */
  async showEarlier() {
    if (this.state.earlier === "loading") return;
    this.#dispatch({ type: "earlier", earlier: "loading" });
    const first = firstSeq(this.state);
    const page = await this.#earlierThan(first).catch(() => null);
    if (firstSeq(this.state) !== first) return; // another conversation has begun
    if (!page) return this.#dispatch({ type: "earlier", earlier: "failed" });
    const earlier = page.earlier ? "more" : "none";
    this.#dispatch({ type: "earlier_said", utterances: page.utterances, earlier });
  }

  async #earlierThan(seq) {
    return this.#api.earlier(await this.#join(), seq);
  }

  async #deliver(entry, again = false) {
    const { id, text, choice } = entry;
    const session = await this.#join();
    this.#stream.start();
    try {
      await this.#api.post(session, {
        ...(choice ? { id, text, choice } : { id, text }),
        page: page(),
      });
    } catch (error) {
      if (!error.gone || again) throw error;
      this.#leave(session);
      await this.#deliver(entry, true);
    }
  }

  async #openStream(signal) {
    const session = await this.#join();
    try {
      return await this.#api.stream(session, lastSeq(this.state), signal);
    } catch (error) {
      if (error.gone) this.#leave(session);
      throw error;
    }
  }

  #join() {
    this.#session ??= oneTabAtATime(this.#storage.key("join"), () => this.#begin()).catch(
      (error) => {
        this.#session = null;
        throw error;
      },
    );
    return this.#session;
  }

  async #begin() {
    const known = this.#storage.read("session");
    const { conversation, token } = await this.#beginWith(known?.token);
    if (known && known.conversation !== conversation) this.#startAfresh();
    this.#joined = { conversation, token };
    this.#storage.write("session", this.#joined);
    return this.#joined;
  }

  async #beginWith(token) {
    try {
      return await this.#api.begin({ identity: this.#identity, token, page: page() });
    } catch (error) {
      if (error.status !== 401 || !this.#identity) throw error;
      console.warn("Effie: the identity was refused; going on as an anonymous visitor.", error);
      this.#identity = "";
      return this.#beginWith(token);
    }
  }

  #leave(session) {
    if (this.#joined !== session) return; // left already
    this.#joined = null;
    const known = this.#storage.read("session");
    if (known?.conversation === session.conversation) this.#storage.remove("session");
    this.#session = null;
    this.#stream.stop();
    this.#startAfresh();
    this.#noteWay("stream", true);
  }

  #startAfresh() {
    this.#outbox.forgetSent();
    this.#storage.remove("seen");
    this.#saidSeen = 0;
    this.#dispatch({ type: "reset" });
  }

  #receive(type, data) {
    if (type === "utterance") {
      this.#dispatch({ type: "utterance", utterance: data });
      if (data.message) this.#outbox.remove(data.message);
      if (data.author === "agent") clearTimeout(this.#typingTimer);
    } else if (type === "state") {
      this.#dispatch({ type: "state", ...data });
    } else if (type === "earlier") {
      this.#dispatch({ type: "earlier", earlier: "more" });
    } else if (type === "seen" && data.reader === "agent") {
      this.#dispatch({ type: "agent_seen", seq: data.seq });
    } else if (type === "typing" && data.who === "agent") {
      this.#showAgentTyping();
    }
  }

  #showAgentTyping() {
    clearTimeout(this.#typingTimer);
    this.#dispatch({ type: "agent_typing", typing: true });
    this.#typingTimer = setTimeout(
      () => this.#dispatch({ type: "agent_typing", typing: false }),
      AGENT_TYPES_FOR,
    );
  }

  #listen() {
    window.addEventListener("online", () => {
      this.#noteWay("network", true);
      this.#stream.wake();
      this.#outbox.wake();
    });
    window.addEventListener("offline", () => {
      this.#noteWay("network", false);
      this.#stream.drop();
    });
    window.addEventListener("storage", (event) => this.#followOtherTab(event.key));
    document.addEventListener("visibilitychange", () => this.#followVisibility());
  }

  #followOtherTab(key) {
    if (key === this.#storage.key("outbox")) {
      this.#dispatch({ type: "pending", entries: this.#outbox.entries });
    }
    if (key === this.#storage.key("session")) this.#followSession();
  }

  async #followSession() {
    const known = this.#storage.read("session");
    const own = await this.#session?.catch(() => null);
    if (!known || own?.conversation === known.conversation) return;
    this.#stream.stop();
    this.#joined = known;
    this.#session = Promise.resolve(known);
    this.#dispatch({ type: "reset" });
    this.#stream.start();
  }

  /** Browsers allow six connections per service; only tabs that may need one keep theirs. */
  #followVisibility() {
    clearTimeout(this.#hiddenTimer);
    if (!document.hidden) {
      if (this.#session || this.#storage.read("session")) this.#stream.start();
      this.#stream.wake();
      this.#outbox.wake();
      return;
    }
    this.#hiddenTimer = setTimeout(() => {
      if (!this.state.handoff && !this.state.pending.length) this.#stream.stop();
    }, HIDDEN_FOR);
  }

  #noteWay(part, open) {
    this.#way[part] = open;
    const connected = Object.values(this.#way).every(Boolean);
    if (connected !== this.state.connected) this.#dispatch({ type: "connected", connected });
    if (part === "stream" && open) this.#outbox.wake();
    if (part === "outbox" && open) this.#stream.wake();
  }

  #dispatch(action) {
    this.state = reduce(this.state, action);
    this.#onChange(this.state);
  }
}

/** Return where the customer is; a query may hold what is not ours to keep. */
function page() {
  return { url: location.origin + location.pathname, title: document.title };
}

function oneTabAtATime(name, task) {
  return navigator.locks ? navigator.locks.request(name, task) : task();
}
