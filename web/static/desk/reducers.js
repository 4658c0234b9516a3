/** How the page's state follows from the one before and the news. Pure. */

/** @type {any} */
export const unknown = null;

/** What the state says of the open conversation while nothing of it is known. */
export const NOTHING_OPEN = {
  conversation: unknown,
  context: unknown,
  transcript: [],
  earlier: /** @type {"none" | "more" | "loading"} */ ("none"),
  notes: [],
  seen: { customer: 0, agent: 0 },
  deliveries: unknown,
  changes: [],
  problem: "",
  customerTyping: false,
  readers: /** @type {string[]} */ ([]),
  colleagueTyping: "",
  mode: /** @type {const} */ ("reply"),
  noting: false,
  atEnd: true,
  hasNewer: false,
  originals: {},
  unfolded: {},
  picker: null,
};

export function queueRead(state, { me, open, queues, notices }) {
  const queue = open.map((handoff) => newest(state, handoff)).filter((each) => !each.ended_at);
  return { ...state, me, queue, queues, notices };
}

export function opened(state, conversation) {
  return { ...state, ...NOTHING_OPEN, conversation };
}

/** The context of a conversation that was just opened: a note finds its place among what was said. */
export function contextRead(state, context) {
  const { transcript, notes, seen, deliveries, changes } = context;
  const earlier = context.has_earlier ? "more" : "none";
  const known = { notes, seen, deliveries, changes, earlier };
  return { ...contextReadAgain(heard(state, transcript), context), ...known };
}

/** What is known around the conversation that is open; what was said in it is known already. */
export function contextReadAgain(state, context) {
  const handoff = context.handoff && newest(state, context.handoff);
  return { ...state, context: { ...context, handoff } };
}

export function heard(state, utterances) {
  const last = state.transcript.at(-1)?.seq ?? 0;
  const fresh = utterances.filter((utterance) => utterance.seq > last);
  if (!fresh.length) return state;
  const isOwn = fresh.some((utterance) => utterance.agent && utterance.agent === state.me?.id);
  return grown({ ...state, transcript: [...state.transcript, ...fresh] }, isOwn);
}

/** What was said before the first utterance that is known, and whether there is more. */
export function earlierRead(state, { utterances, earlier }) {
  const first = state.transcript[0]?.seq ?? 0;
  const before = utterances.filter((utterance) => utterance.seq < first);
  const transcript = [...before, ...state.transcript];
  return { ...state, transcript, earlier: earlier ? "more" : "none" };
}

export function noted(state, note) {
  if (state.notes.some((known) => known.id === note.id)) return state;
  return grown({ ...state, notes: [...state.notes, note] }, note.mine);
}

export function seenBy(state, { reader, seq }) {
  if (state.seen[reader] >= seq) return state;
  return { ...state, seen: { ...state.seen, [reader]: seq } };
}

export function delivered(state, { deliveries }) {
  return { ...state, deliveries };
}

/** The customer has edited or deleted what they said. */
export function changed(state, change) {
  if (state.changes.some(({ id }) => id === change.id)) return state;
  return { ...state, changes: [...state.changes, change] };
}

export function scrolled(state, atEnd) {
  if (state.atEnd === atEnd) return state;
  return { ...state, atEnd, hasNewer: state.hasNewer && !atEnd };
}

/** The moved handoff takes its old one's place, until the live queue brings the new order. */
export function moved(state, handoff) {
  const replaced = state.queue.map((other) =>
    other.id === handoff.id ? { ...other, ...handoff } : other,
  );
  const queue = replaced.filter(({ id }) => id !== handoff.id || handoff.ended_at === null);
  const isOpen = state.context?.handoff?.id === handoff.id;
  const context = isOpen ? { ...state.context, handoff } : state.context;
  return { ...state, queue, context, moves: { ...state.moves, [handoff.id]: handoff } };
}

export function tagged(state, tags) {
  const { context } = state;
  return { ...state, context: { ...context, labels: { ...context.labels, tags } } };
}

export function watched(state, watching) {
  return { ...state, context: { ...state.context, watching } };
}

export function noticeRead(state, id) {
  const left = (notices) => notices.filter((notice) => notice.id !== id);
  const { context } = state;
  return {
    ...state,
    notices: left(state.notices),
    context: context && { ...context, reminders: left(context.reminders) },
  };
}

export function gapMarked(state, handoff, gap) {
  if (state.context?.handoff?.id !== handoff.id) return state;
  const known = state.context.content_gap;
  const marked = [gap, ...known.marked.filter((other) => other.id !== gap.id)];
  return { ...state, context: { ...state.context, content_gap: { ...known, marked } } };
}

// Whoever wrote it follows it; whoever reads further up is told of it.
function grown(state, isOwn) {
  const atEnd = state.atEnd || isOwn;
  return { ...state, atEnd, hasNewer: !atEnd };
}

// What was read before a move may come after its answer: nobody is thrown back to what was.
function newest({ moves }, handoff) {
  const made = moves[handoff.id];
  return made && made.revision > handoff.revision ? { ...handoff, ...made } : handoff;
}
