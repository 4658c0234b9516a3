/** What the page knows, and what the server tells it, see docs/architecture.md. */

export interface Me {
  id: string;
  first_name: string;
  role: string;
  status: "available" | "away";
  capacity: number;
  queues: string[];
  languages: string[];
  chats: number;
  free: number;
}

export interface Handoff {
  id: number;
  conversation: string;
  state: "waiting" | "claimed" | "snoozed" | "resolved" | "abandoned";
  reason: string;
  reason_words: string;
  queue: string;
  queue_label: string;
  segment_label: string;
  opened_at: string;
  claimed_at: string | null;
  ended_at: string | null;
  agent: string;
  agent_name: string;
  mine: boolean;
  customer: string;
  upset: boolean;
  language: string;
  language_name: string;
  /** The name of a sensitive topic, and what it is called; "" for none. */
  sensitive: string;
  sensitive_label: string;
  returns: number;
  returned_at: string | null;
  /** When it comes back by itself; null unless it is snoozed. */
  snoozed_until: string | null;
  outcome: string;
  contact_reason: string;
  contact_reason_label: string;
  /** How often it has changed: of two readings the higher one is the newer. */
  revision: number;
  // Of those in the queue only:
  serve?: boolean;
  wanted?: "me" | "other" | "none";
  wanted_name?: string;
  wanted_until?: string;
  preview?: string;
  preview_at?: string | null;
  /** The picture that the customer sent last; "" for none. */
  picture?: string;
  needs_reply?: boolean;
  unanswered_since?: string | null;
  returned_why?: string;
  /** What is due next by the queue's targets, and from when on that is worth a warning. */
  due?: { what: "reply" | "resolution"; at: string; warn_at: string } | null;
  /** The agent has spoken last. */
  answered?: boolean;
  customer_here?: boolean;
  contact?: string;
  promised_by?: string;
}

export interface Hit {
  slug: string;
  title?: string;
  confidence: number;
}

/** What the bot showed, or which button the customer pressed. */
export interface Content {
  kind?: string;
  choice?: string;
  buttons?: { title: string; choice: string }[];
  article?: { slug: string; title?: string; url: string };
  steps?: string[];
  more?: string;
  span?: string;
  channels?: { label: string }[];
  links?: { label: string }[];
  lookup?: string;
  outcome?: string;
  attachments?: {
    id: string;
    name: string;
    type: string;
    size: number;
    width?: number;
    height?: number;
    alt?: string;
  }[];
  score?: number;
  words?: string;
  rows?: { title: string; value: string; note: string }[];
  evidence?: { decision?: string; reason?: string; hits?: Hit[] };
}

export interface Utterance {
  seq: number;
  author: "customer" | "bot" | "agent" | "notice";
  name: string;
  agent: string;
  text: string;
  at: string;
  message: string;
  content: Content;
  /** The connection that the customer wrote it through; "" for the website's chat. */
  channel: string;
}

/** What a customer changed of a message later. */
export interface Change {
  id: number;
  message: string;
  what: "edited" | "deleted";
  text: string;
  at: string;
}

/** Who a customer is on one of their channels. */
export interface Channel {
  identity: number;
  connection: string;
  label: string;
  here: boolean;
  name: string;
  language: string;
  assurance: number;
  assurance_words: string;
  last_in_at: string | null;
  /** Its rank among the channels a message may be sent by; 0 for none. */
  place: number;
  why_not: string;
  linked: boolean;
}

export interface Note {
  id: number;
  staff_name: string;
  mine: boolean;
  text: string;
  at: string;
}

/** How far a stretch of the transcript has come that goes to a messenger; null on the website. */
export interface Delivery {
  /** The first utterance of it, where it stands alone. */
  since?: number;
  upto: number;
  state: "queued" | "sent" | "delivered" | "read" | "failed";
  reason: string;
  /** Only these utterances went out: of a chat on the website, or one that has changed channels. */
  alone?: boolean;
  /** Where it goes, as agents call it. */
  channel?: string;
  /** The messages of it that failed, and can be sent again. */
  failed?: number[];
}

/** An answer that was sent to the address which a customer had left. */
export interface MailAnswer {
  text: string;
  to: string;
  by: string;
  at: string;
  state: Delivery["state"];
  reason: string;
}

/** What somebody is told of a conversation, or, of a reminder, will be. */
export interface Notice {
  id: number;
  conversation: string;
  kind: "reminder" | "mention" | "watched";
  words: string;
  by_name: string;
  at: string;
}

export interface Named {
  name: string;
  label: string;
}

/** What is said of a conversation, and what can be said. */
export interface Labels {
  tags: Named[];
  all_tags: Named[];
  contact_reasons: Named[];
  required: boolean;
  policies: (Named & { hint: string })[];
}

export interface Seen {
  customer: number;
  agent: number;
}

export interface Gap {
  id?: number;
  question: string;
  answer: string;
}

export interface FollowUp {
  id: number;
  conversation: string;
  kind: "effort" | "promised" | "unsolved";
  kind_label: string;
  customer: string;
  verified: boolean;
  score: number | null;
  label: string;
  comment: string;
  words: string;
  contact: string;
  owner: string;
  owner_name: string;
  mine: boolean;
  due_at: string;
  overdue: boolean;
  done_at: string | null;
  done_by: string;
  outcome: string;
  answers: MailAnswer[];
  /** How words reach the customer in the conversation; `refused`: why nothing does. */
  reach?: { how: string; refused: string };
  /** Why no answer can be sent by e-mail, "" if one can; null without an e-mail address. */
  no_mail: string | null;
}

export interface EarlierConversation {
  conversation: string;
  started_at: string;
  first_question: string;
  outcome_words: string;
  score: number | null;
}

export interface ShownArticle {
  slug: string;
  title: string;
  url: string;
  confidence: number | null;
  helped: boolean | null;
  seq: number;
}

/** What is known of a conversation and its customer. */
export interface Context {
  conversation: string;
  channel: string;
  page: string;
  started_at: string;
  handoff: Handoff | null;
  reason: string;
  summary: string[];
  mood: { state: string; label: string; words: string; seq: number };
  moods: {
    state: string;
    label: string;
    words: string;
    seq: number;
    at: string;
    is_worse: boolean;
  }[];
  /** How the customer likes to be spoken to; null where nothing shows it. */
  manner: {
    name: string;
    label: string;
    advice: string;
    signs: { seq: number; words: string }[];
  } | null;
  profile: {
    name: string;
    customer: string;
    verified: boolean;
    segment_label: string;
    facts: { name: string; value: string }[];
  };
  effort: {
    first_question: string;
    first_at: string | null;
    turns: number;
    failed_answers: number;
    earlier_contacts: number;
    channel_switches: number;
    within_days: number;
    articles: ShownArticle[];
  };
  earlier: EarlierConversation[];
  survey: { score: number | null; label: string; comment: string } | null;
  pages: { url: string; title: string; at: string }[];
  follow_ups: FollowUp[];
  content_gap: Gap & { marked: Gap[] };
  /** What customers usually ask after the article shown last. */
  usual_next: NextQuestion[];
  transcript: Utterance[];
  /** Whether more was said before it. */
  has_earlier: boolean;
  notes: Note[];
  labels: Labels;
  /** What colleagues have written down of the customer. */
  written?: { name: string; value: string }[];
  /** Where a transcript would go by e-mail, "" for unknown; null where no mailbox is connected. */
  mails_to: string | null;
  /** How words reach this customer; `refused`: why nothing does. */
  reach: { how: string; refused: string };
  /** Whether one watches it, and who else does. */
  watching: { watches: boolean; others: string[] };
  /** One's own, of this conversation, that are still to be read or to come. */
  reminders: Notice[];
  seen: Seen;
  deliveries: Delivery[] | null;
  changes: Change[];
  channels: Channel[];
  /** What the website's chat offers to go on on, the best first, and why not the others. */
  offer: { label: string; place: number; why_not: string }[];
  /** The connections whose messages are mails. */
  mailboxes: string[];
}

/** What customers usually ask next. */
export interface NextQuestion {
  slug: string;
  title: string;
  short: string;
}

/** One that a reply tells, and by what it is seen to. */
export type Told = Pick<NextQuestion, "slug" | "title">;

/** A reply, as it is written. */
export interface Reply {
  conversation: string;
  handoff: number;
  text: string;
  /** What it brings. */
  files?: import("../kit/attaching.js").Taken[];
  /** The next questions that it answers before they are asked. */
  told?: Told[];
}

/** What a macro does besides saying something. */
export interface Steps {
  tags: string[];
  contact_reason: string;
  then: "" | "solved" | "unsolved" | "snoozed" | "transferred";
  queue: string;
}

export interface SavedReply {
  id?: number;
  title: string;
  text: string;
  folder?: string;
  shortcut?: string;
  steps?: Steps;
  is_macro?: boolean;
  shared?: boolean;
  changeable?: boolean;
}

export interface Article {
  slug: string;
  title: string;
  short: string;
  url: string;
  confidence: number | null;
}

/** Choosing something to insert; `problem`: in words, why there are no articles. */
export interface Picker {
  query: string;
  at: number;
  articles: Article[];
  problem: string;
}

export interface Agent {
  id: string;
  name: string;
  status: "available" | "away" | "offline";
  capacity: number;
  chats: number;
  free: number;
}

export interface Chat {
  handoff: number;
  conversation: string;
  customer: string;
  claimed_at: string;
  needs_reply: boolean;
  unanswered_since: string | null;
}

export interface TeamQueue {
  label: string;
  open: boolean;
  back_at: string | null;
  waiting: number;
  oldest_at: string | null;
  agents: number;
  free: number;
}

export interface Reasked {
  days: number;
  conversations: number;
  conversations_reasked: number;
  share: number;
  by: { label: string; times: number }[];
}

export interface State {
  /** This, the queue and the context are null until known; what needs them is drawn after that. */
  me: Me;
  queues: { name: string; label: string }[];
  /** Open handoffs in the order they are to be taken. */
  queue: Handoff[];
  /** What this member of staff has to read now. */
  notices: Notice[];
  /** Whose handoffs are shown; "" for all. */
  chosenQueue: string;
  /** The claim or release that is on its way. */
  moving: { id: number; name: "claim" | "release" } | null;
  /** What own moves have made of handoffs, by their id. */
  moves: Record<number, Handoff>;
  /** Replies the record has not shown yet. */
  unsent: import("../kit/outbox.js").Entry<Reply>[];
  savedReplies: { replies: SavedReply[]; problem: string };
  connection: "connecting" | "live" | "away" | "signed_out";
  /** Seconds by which messages wait for the bot. */
  behind: number;

  /** The id of the open conversation; what follows is of it. */
  conversation: string;
  context: Context;
  transcript: Utterance[];
  /** Whether more was said before it. */
  earlier: "none" | "more" | "loading";
  /** What colleagues wrote about it. */
  notes: Note[];
  /** Up to which utterance each has seen it. */
  seen: Seen;
  /** What of it has reached a messenger; null for a chat on the website. */
  deliveries: Delivery[] | null;
  /** What its customer changed of it later. */
  changes: Change[];
  /** Why it cannot be shown. */
  problem: string;
  customerTyping: boolean;
  /** Colleagues who have it open, and the one who is writing. */
  readers: string[];
  colleagueTyping: string;
  /** What its holder writes. */
  mode: "reply" | "note";
  /** Whether somebody who does not hold it writes a note. */
  noting: boolean;
  /** Whether the reader is at the transcript's end, and so follows it. */
  atEnd: boolean;
  /** Whether something came that the reader has not scrolled to. */
  hasNewer: boolean;
  /** The mails that were opened, by the message each was. */
  originals: Record<
    string,
    { subject?: string; sender?: string; text?: string; attachments?: string[]; problem?: string }
  >;
  /** What was said in earlier conversations, by their id. */
  unfolded: Record<string, { transcript?: Utterance[]; has_earlier?: boolean; problem?: string }>;
  /** Null while nothing to insert is chosen. */
  picker: Picker | null;

  /** Of the team's page. */
  team: { queues: TeamQueue[]; agents: (Omit<Agent, "chats"> & { chats: Chat[] })[] } | null;
  reasked: Reasked | null;

  /** Of the page of follow-ups: what is owed, and the one that is being marked as done. */
  followUps: { open: FollowUp[]; done: FollowUp[] } | null;
  filter: string;
  finishing: { id: number; isBusy: boolean; problem: string } | null;
  answering: { id: number; isBusy: boolean; problem: string } | null;
  /** What usually comes next, by the follow-ups whose answers are being written. */
  usualNext: Record<number, NextQuestion[]>;
}
