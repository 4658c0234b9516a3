/** One customer's chat: joins the service, the outbox and the stream to one value to draw. */

import { Outbox } from "../kit/outbox.js";
import { EMPTY, firstSeq, lastSeq, reduce } from "./conversation.js";
import { Requests } from "./service/requests.js";
import { page, Session } from "./service/session.js";
import { Signs } from "./service/signs.js";
import { Stream } from "./service/stream.js";
import { WORDS } from "./words.js";

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
  #signs;
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
    /** What can be asked about the conversation, beside what is said in it. */
    this.requests = new Requests(api, this.#session);
    this.#signs = new Signs({
      api,
      session: this.#session,
      onAgentTyping: (typing) => this.#dispatch({ type: "agent_typing", typing }),
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

  /** Whether the customer has conversations on other devices that can be looked into. */
  get hasOwn() {
    return this.#session.isVouched;
  }

  get conversation() {
    return this.#session.conversation;
  }

  /** Return the customer's conversations, the latest first. */
  own() {
    return this.#session.own();
  }

  /** On a device that knows of none: take up what the customer said elsewhere lately. */
  async takeUpOwn() {
    if (!this.hasOwn || this.#session.isKnown) return;
    const [latest] = await this.own().catch(() => []); // it is taken up with the next message
    if (!latest?.goes_on || this.#session.isKnown || this.#end.signal.aborted) return;
    this.#dispatch({ type: "loading" });
    this.#stream.start();
  }

  /** Show another of the customer's conversations. */
  async goTo(right) {
    await this.#changeTo(() => this.#session.goTo(right));
  }

  async beginNew() {
    await this.#changeTo(() => this.#session.beginNew());
  }

  /** What is unsent belongs to the conversation in which it was written. */
  async #changeTo(change) {
    if (this.state.pending.some(({ state }) => state !== "failed"))
      throw new Error(WORDS.stillSending);
    await change();
    this.#stream.stop();
    this.#startAfresh();
    this.#dispatch({ type: "loading" });
    this.#stream.start();
  }

  /** Show and send nothing more; what is unsent is kept. */
  end() {
    this.#end.abort();
    this.#session.end();
    this.#stream.stop();
    this.#outbox.stop();
    this.#signs.agentStops();
    clearTimeout(this.#hiddenTimer);
  }

  /** Vouch for the same customer with a newer token. */
  vouch(identity) {
    this.#session.vouch(identity);
  }

  /**
   * Send words, or a button's words with its choice; or files, with words or without.
   * @param {string} text
   * @param {string} choice
   * @param {import("../kit/attaching.js").Taken[]} files
   */
  send(text, choice = "", files = []) {
    this.#tab.write("spoke", Date.now());
    this.#outbox.add(files.length ? { text, choice, files } : { text, choice });
  }

  retry(id) {
    this.#outbox.retry(id);
  }

  remove(id) {
    this.#outbox.remove(id);
  }

  sayTyping() {
    this.#signs.sayTyping(this.state);
  }

  saySeen() {
    this.#signs.saySeen(this.state);
  }

  /** Bring what was said before the first utterance that is known. */
  async showEarlier() {
    if (this.state.earlier === "loading") return;
    this.#dispatch({ type: "earlier", earlier: "loading" });
    const first = firstSeq(this.state);
    const found = await this.requests.earlier(first).catch(() => null);
    if (firstSeq(this.state) !== first) return; // another conversation has begun
    if (!found) return this.#dispatch({ type: "earlier", earlier: "failed" });
    const earlier = found.earlier ? "more" : "none";
    this.#dispatch({ type: "earlier_said", utterances: found.utterances, earlier });
  }

  async #deliver(entry, again = false) {
    const { id, text, choice, files } = entry;
    const right = await this.#session.join();
    this.#stream.start();
    try {
      await this.#api.post(right, {
        ...(choice ? { id, text, choice } : { id, text }),
        ...(files && { attachments: files.map(({ id, alt }) => ({ id, alt })) }),
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
    this.#signs.startAfresh();
    this.#dispatch({ type: "reset" });
  }

  #receive(type, data) {
    if (type === "utterance") {
      this.#dispatch({ type: "utterance", utterance: data });
      if (data.message) this.#outbox.remove(data.message);
      if (data.author === "agent") this.#signs.agentStops();
    } else if (type === "state") {
      this.#dispatch({ type: "state", ...data });
    } else if (type === "earlier") {
      this.#dispatch({ type: "earlier", earlier: "more" });
    } else if (type === "seen" && data.reader === "agent") {
      this.#dispatch({ type: "agent_seen", seq: data.seq });
    } else if (type === "typing" && data.who === "agent") {
      this.#signs.agentTypes();
    }
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
