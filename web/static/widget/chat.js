/** One customer's chat: joins the service, the outbox and the stream to one value to draw. */

import { Outbox } from "../kit/outbox.js";
import { EMPTY, firstSeq, lastSeq, reduce } from "./conversation.js";
import { page, Session } from "./session.js";
import { Stream } from "./stream.js";

const AGENT_TYPES_FOR = 6000; // milliseconds after the last sign of it
const SAY_TYPING_EVERY = 3000;
const HIDDEN_FOR = 30_000; // then a tab nobody looks at gives its connection back

export class Chat {
  #api;
  #storage;
  #tab;
  #onChange;
  #outbox;
  #stream;
  #session;
  #end = new AbortController();
  #way = { stream: true, outbox: true, network: navigator.onLine };
  #typingTimer = 0;
  #saidTypingAt = 0;
  #saidSeen = 0;
  #hiddenTimer = 0;

  /** storage, tab: the customer's drawers; onChange: called after each change with the new state */
  constructor({ api, storage, tab, identity, onChange }) {
    this.#api = api;
    this.#storage = storage;
    this.#tab = tab;
    this.#onChange = onChange;
    /** @type {Readonly<import("./conversation.js").Conversation>} */
    this.state = EMPTY;
    this.#session = new Session({
      api,
      storage,
      identity,
      onOther: () => this.#startAfresh(),
    });
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
    if (this.#session.isKnown) {
      this.#dispatch({ type: "loading" });
      this.#stream.start();
    }
    this.#outbox.flush();
  }

  /** Show and send nothing more; what is unsent is kept. */
  end() {
    this.#end.abort();
    this.#session.end();
    this.#stream.stop();
    this.#outbox.stop();
    for (const timer of [this.#typingTimer, this.#hiddenTimer]) clearTimeout(timer);
  }

  /** Vouch for the same customer with a newer token. */
  vouch(identity) {
    this.#session.vouch(identity);
  }

  /** Send words, or a button's words with its choice. */
  send(text, choice = "") {
    this.#tab.write("spoke", Date.now());
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
    this.#session.courtesy((right) => this.#api.typing(right));
  }

  /** Tell the agent how far the customer has read; the bot does not care. */
  saySeen() {
    const seq = lastSeq(this.state);
    if (this.state.holder !== "agent" || seq <= this.#saidSeen) return;
    this.#saidSeen = seq;
    this.#session.courtesy((right) => this.#api.seen(right, seq)); // the next one says it too
  }

  /** Bring what was said before the first utterance that is known. */
  async showEarlier() {
    if (this.state.earlier === "loading") return;
    this.#dispatch({ type: "earlier", earlier: "loading" });
    const first = firstSeq(this.state);
    const found = await this.#earlierThan(first).catch(() => null);
    if (firstSeq(this.state) !== first) return; // another conversation has begun
    if (!found) return this.#dispatch({ type: "earlier", earlier: "failed" });
    const earlier = found.earlier ? "more" : "none";
    this.#dispatch({ type: "earlier_said", utterances: found.utterances, earlier });
  }

  async #earlierThan(seq) {
    return this.#api.earlier(await this.#session.join(), seq);
  }

  async #deliver(entry, again = false) {
    const { id, text, choice } = entry;
    const right = await this.#session.join();
    this.#stream.start();
    try {
      await this.#api.post(right, {
        ...(choice ? { id, text, choice } : { id, text }),
        page: page(),
      });
    } catch (error) {
      if (!error.gone || again) throw error;
      this.#leave(right);
      await this.#deliver(entry, true);
    }
  }

  async #openStream(signal) {
    const right = await this.#session.join();
    try {
      return await this.#api.stream(right, lastSeq(this.state), signal);
    } catch (error) {
      if (error.gone) this.#leave(right);
      throw error;
    }
  }

  #leave(right) {
    if (!this.#session.leave(right)) return;
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
    const { signal } = this.#end;
    const online = () => {
      this.#noteWay("network", true);
      this.#stream.wake();
      this.#outbox.wake();
    };
    const offline = () => {
      this.#noteWay("network", false);
      this.#stream.drop();
    };
    addEventListener("online", online, { signal });
    addEventListener("offline", offline, { signal });
    addEventListener("storage", ({ key }) => this.#followOtherTab(key), { signal });
    document.addEventListener("visibilitychange", () => this.#followVisibility(), { signal });
  }

  #followOtherTab(key) {
    if (key === this.#storage.key("outbox")) {
      this.#dispatch({ type: "pending", entries: this.#outbox.entries });
    }
    if (key === this.#storage.key("session")) this.#followSession();
  }

  async #followSession() {
    if (!(await this.#session.follow()) || this.#end.signal.aborted) return;
    this.#stream.stop();
    this.#dispatch({ type: "reset" });
    this.#stream.start();
  }

  /** Browsers allow six connections per service; only tabs that may need one keep theirs. */
  #followVisibility() {
    clearTimeout(this.#hiddenTimer);
    if (!document.hidden) {
      if (this.#session.isKnown) this.#stream.start();
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
