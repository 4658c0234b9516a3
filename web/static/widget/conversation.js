/**
 * What a customer sees of a conversation, as one value, and how events change it. Pure.
 *
 * utterances: what was said, by `seq`; pending: the outbox's entries that are not among them;
 * holder and handoff: who is there; agentSeen: the place up to which the agent has read;
 * connected: the service can be reached;
 * earlier: whether more was said before the first of these, and what became of asking for it;
 * loading: what was said before is still on its way.
 */

// Buttons that keep their meaning while one waits for a person, whatever else is said meanwhile.
const STANDING = {
  cancel_handoff: (handoff) => handoff?.state === "waiting",
  leave_contact: (handoff) => handoff?.state === "waiting" && !handoff.contact,
};
const UNSUBSCRIBE = "unsubscribe:"; // keeps its meaning for good: news may be days away
const CONTACT = "contact";

/**
 * @typedef {{title: string, choice: string}} Button
 * @typedef {{id: string, name: string, type: string, size: number, alt?: string, width?: number,
 *   height?: number, url?: string, preview?: string}} File with addresses once it is said
 * @typedef {{kind?: string, buttons?: Button[], score?: number, attachments?: File[]}} Content with
 * what its kind has, see the reference
 *
 * @typedef {object} Utterance
 * @property {number} seq
 * @property {"customer" | "bot" | "agent" | "notice"} author
 * @property {string} name
 * @property {string} text
 * @property {string} at
 * @property {string} [message] the id of the customer's message
 * @property {Content} content
 *
 * @typedef {object} Entry a message on its way
 * @property {string} id
 * @property {string} text
 * @property {string} choice
 * @property {File[]} [files]
 * @property {"queued" | "sent" | "failed"} state
 * @property {string} at
 * @property {string} [problem]
 * @property {boolean} [busy] the service has too much to do for it now
 *
 * @typedef {object} Handoff
 * @property {string} state
 * @property {string} [contact]
 * @property {string} [agent]
 *
 * @typedef {object} Conversation
 * @property {Utterance[]} utterances
 * @property {Entry[]} pending
 * @property {"bot" | "agent"} holder
 * @property {Handoff | null} handoff
 * @property {boolean} agentTyping
 * @property {number} agentSeen
 * @property {boolean} connected
 * @property {boolean} loading
 * @property {"none" | "more" | "loading" | "failed"} earlier
 */

/** @type {Readonly<Conversation>} */
export const EMPTY = Object.freeze({
  utterances: [],
  pending: [],
  holder: "bot",
  handoff: null,
  agentTyping: false,
  agentSeen: 0,
  connected: true,
  loading: false,
  earlier: "none",
});

/** Return the conversation after an action; the old value is left as it is. */
export function reduce(state, action) {
  switch (action.type) {
    case "utterance":
      return withUtterance(state, action.utterance);
    case "state":
      return { ...state, holder: action.holder, handoff: action.handoff, loading: false };
    case "pending":
      return { ...state, pending: withoutSaid(action.entries, state.utterances) };
    case "agent_typing":
      return { ...state, agentTyping: action.typing };
    case "agent_seen":
      return { ...state, agentSeen: Math.max(state.agentSeen, action.seq) };
    case "connected":
      return { ...state, connected: action.connected };
    case "earlier":
      return { ...state, earlier: action.earlier };
    case "earlier_said":
      return withEarlier({ ...state, earlier: action.earlier }, action.utterances);
    case "loading":
      return { ...state, loading: true };
    case "reset":
      return { ...EMPTY, pending: state.pending, connected: state.connected };
    default:
      throw new Error(`No such action: ${action.type}`);
  }
}

/** Return the place up to which the conversation is known. */
export function lastSeq(state) {
  return state.utterances.at(-1)?.seq ?? 0;
}

/** Return the place of the first utterance that is known, 0 for none. */
export function firstSeq(state) {
  return state.utterances[0]?.seq ?? 0;
}

/** Tell whether the bot is working on a reply. */
export function botIsTyping(state) {
  const onItsWay = state.pending.some((entry) => entry.state !== "failed" && !entry.busy);
  return onItsWay && state.connected && state.holder === "bot";
}

/** Count what bot, agents and notices said after `seq`. */
export function countUnread(state, seq) {
  return state.utterances.filter((said) => said.seq > seq && said.author !== "customer").length;
}

/** Return everything said and pending, in order, with what its view needs to know. */
export function timeline(state) {
  const said = state.utterances.map((utterance) => ({
    ...utterance,
    key: utterance.message && utterance.author === "customer" ? utterance.message : utterance.seq,
    delivery: "",
    buttons: buttonsOf(state, utterance),
    live: isLive(state, utterance),
  }));
  const last = said.at(-1);
  if (last?.author === "customer" && !state.pending.length) {
    last.delivery = state.agentSeen >= last.seq ? "seen" : "sent";
  }
  return [...said, ...state.pending.map((entry) => pendingItem(entry, state.connected))];
}

/** Return what later customer messages chose: a payload each, "" for typed words. */
function laterChoices(state, seq) {
  const said = state.utterances.filter((later) => later.seq > seq && later.author === "customer");
  const pending = state.pending.filter((entry) => entry.state !== "failed");
  return [...said.map((later) => later.content?.choice ?? ""), ...pending.map((e) => e.choice)];
}

/**
 * Return the later choices that count for an utterance's buttons. "That helped" does not end the
 * next questions: they are what comes after it.
 */
function countingChoices(state, utterance) {
  const later = laterChoices(state, utterance.seq);
  if (utterance.content?.kind !== "next") return later;
  return later.filter((choice) => choice !== "helped:yes");
}

/** Tell whether buttons still mean something: nothing newer was said, and the bot is listening. */
function isLive(state, utterance) {
  if (utterance.content?.kind === CONTACT) return contactIsOpen(state, utterance);
  return state.holder !== "agent" && countingChoices(state, utterance).length === 0;
}

function buttonsOf(state, utterance) {
  const live = isLive(state, utterance);
  const answer = scoreTaken(state, utterance) || countingChoices(state, utterance)[0];
  return (utterance.content?.buttons ?? []).map((button) =>
    standingOf(button.choice)
      ? { ...button, ...standingButton(state, utterance, button.choice) }
      : { ...button, live, chosen: button.choice === answer },
  );
}

/** Return the choice of a survey's buttons that was taken, also in words; "" for none. */
function scoreTaken({ utterances }, { seq, content }) {
  if (content?.kind !== "survey") return "";
  const taken = utterances.findLast((later) => later.seq > seq && later.content?.score);
  return taken ? `effort:${taken.content.score}` : "";
}

/** Return what tells whether a standing button means something still, nothing for another one. */
function standingOf(choice) {
  return choice.startsWith(UNSUBSCRIBE) ? () => true : STANDING[choice];
}

/** Only the latest offer of a standing button counts. */
function standingButton(state, utterance, choice) {
  const isLatest = !state.utterances.some(
    (said) => said.seq > utterance.seq && offers(said, choice),
  );
  const chosen = isLatest && laterChoices(state, utterance.seq).includes(choice);
  return { chosen, live: isLatest && !chosen && standingOf(choice)(state.handoff) };
}

/** Return the ids of the announcements of whose end they are told here, as they asked. */
export function awaited(state) {
  const ids = new Set();
  for (const said of state.utterances) {
    for (const { choice } of said.content?.buttons ?? []) {
      if (choice.startsWith(UNSUBSCRIBE) && standingButton(state, said, choice).live) {
        ids.add(Number(choice.slice(UNSUBSCRIBE.length)));
      }
    }
  }
  return ids;
}

function offers(utterance, choice) {
  return (utterance.content?.buttons ?? []).some((button) => button.choice === choice);
}

/** The form for a contact detail stays until one was left, or asked for anew. */
function contactIsOpen(state, utterance) {
  const { handoff, utterances } = state;
  const again = utterances.some(
    ({ seq, content }) => seq > utterance.seq && content?.kind === CONTACT,
  );
  const given = laterChoices(state, utterance.seq).some(
    (choice) => choice.split(":")[0] === CONTACT,
  );
  return handoff?.state === "waiting" && !handoff.contact && !again && !given;
}

function pendingItem(entry, connected) {
  const held = entry.busy ? "busy" : connected ? "queued" : "kept";
  const delivery = entry.state === "queued" ? held : entry.state;
  return {
    key: entry.id,
    author: "customer",
    text: entry.text,
    at: entry.at,
    content: { choice: entry.choice, attachments: entry.files ?? [] },
    message: entry.id,
    delivery,
    problem: entry.problem ?? "",
    buttons: [],
    live: false,
  };
}

/** Not by `reduce`, which does something else where Prototype.js is. */
function withEarlier(state, utterances) {
  let after = state;
  for (const utterance of utterances) after = withUtterance(after, utterance);
  return after;
}

function withUtterance(state, utterance) {
  if (state.utterances.some((said) => said.seq === utterance.seq)) return state;
  const utterances = [...state.utterances, utterance].sort((a, b) => a.seq - b.seq);
  const agentTyping = state.agentTyping && utterance.author !== "agent";
  return { ...state, utterances, pending: withoutSaid(state.pending, utterances), agentTyping };
}

function withoutSaid(entries, utterances) {
  const said = new Set(utterances.map((utterance) => utterance.message).filter(Boolean));
  return entries.filter((entry) => !said.has(entry.id));
}
