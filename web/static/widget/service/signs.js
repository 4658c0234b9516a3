/** Signs of life between the customer and the agent: who is typing, and how far was read. */

import { lastSeq } from "../conversation.js";

const AGENT_TYPES_FOR = 6000; // milliseconds after the last sign of it
const SAY_TYPING_EVERY = 3000;

export class Signs {
  #api;
  #session;
  #onAgentTyping;
  #timer = 0;
  #saidTypingAt = 0;
  #saidSeen = 0;

  /** onAgentTyping: called with whether the agent is typing, when that changes */
  constructor({ api, session, onAgentTyping }) {
    this.#api = api;
    this.#session = session;
    this.#onAgentTyping = onAgentTyping;
  }

  /** Tell the agent that the customer is typing; the bot does not care. */
  sayTyping(state) {
    const now = Date.now();
    if (!state.handoff || now - this.#saidTypingAt < SAY_TYPING_EVERY) return;
    this.#saidTypingAt = now;
    this.#session.courtesy((right) => this.#api.typing(right));
  }

  /** Tell the agent how far the customer has read; the bot does not care. */
  saySeen(state) {
    const seq = lastSeq(state);
    if (state.holder !== "agent" || seq <= this.#saidSeen) return;
    this.#saidSeen = seq;
    this.#session.courtesy((right) => this.#api.seen(right, seq)); // the next one says it too
  }

  /** The agent is typing, for a moment. */
  agentTypes() {
    clearTimeout(this.#timer);
    this.#onAgentTyping(true);
    this.#timer = setTimeout(() => this.#onAgentTyping(false), AGENT_TYPES_FOR);
  }

  /** No more of that: the words are there, or the chat has ended. */
  agentStops() {
    clearTimeout(this.#timer);
  }

  /** Another conversation has begun: nothing of it was seen. */
  startAfresh() {
    this.#saidSeen = 0;
  }
}
