/** Every word the widget itself says. What the assistant says comes from the service. */

const number = new Intl.NumberFormat("en-GB");

export const WORDS = {
  open: "Open the chat",
  close: "Close the chat",
  conversation: "Conversation",
  yourMessage: "Your message",
  placeholder: "Ask in your own words",
  placeholderAgent: (name) => `Write to ${name}`,
  send: "Send",
  you: "You",
  notConnected: "Not connected. Your messages are kept and sent as soon as the connection is back.",
  shortLived:
    "Your browser keeps nothing for this page, so the chat lasts until you leave or reload it.",
  loading: "Loading your conversation…",
  earlier: "Show earlier messages",
  earlierLoading: "Loading earlier messages…",
  earlierFailed: "That did not work. Try again to show earlier messages",
  earlierShown: (count) => (count === 1 ? "1 earlier message" : `${count} earlier messages`),
  typing: (name) => `${name} is typing`,
  slow: "This is taking a little longer. Your message is safe.",
  queued: "Sending…", // these five are states of delivery, as conversation.js names them
  kept: "Kept until the connection is back",
  busy: "This cannot be sent right now. Kept, and sent by itself in a moment",
  sent: "Sent",
  seen: "Seen",
  own: "Your conversations",
  ownLoading: "Loading your conversations…",
  ownNone: "What you ask is kept here, on all your devices.",
  ownFailed: "Your conversations could not be loaded.",
  ownRefused: "You are no longer signed in here. Sign in again to see your conversations.",
  ownPerson: "with a person",
  ownShown: "shown now",
  newQuestion: "New question",
  stillSending: "Your last message is still on its way. Try again in a moment.",
  tryAgain: "Try again",
  remove: "Remove",
  jump: "More below",
  steps: "Show me step by step",
  article: "Read the article",
  newTab: "(opens in a new tab)",
  chosen: "(your choice)",
  otherWays: "Or, if you prefer",
  wait: "Expected wait",
  back: "The team is back",
  ownTime: "In your own time",
  comment: "Anything you would like to add? (optional)",
  sendComment: "Send comment",
  easy: "it was easy", // what the ends of the effort scale mean: the low one is the good one
  hard: "it was hard",
  contact: "E-mail address or phone number",
  contactExample: "name@example.com or 020 7946 0112",
  contactMissing: "Write an e-mail address or a phone number, so that the answer can reach you.",
  leaveContact: "Send me the answer there",
  person: "Talk to a person",
  about: (title) => `You have read “${title}”. What is still open? Ask me in your own words.`,
  offer: (title) => `Is something about “${title}” still open?`,
  offerYes: "Ask about it",
  offerNo: "No, thanks",
  offerInstead: (title) =>
    `Shall we sort out “${title}” here and now? A person can join, and reads what you wrote.`,
  offerInsteadYes: "Yes, in the chat",
  offerInsteadNo: "No, other ways",
  automated: (assistant) => `${assistant} is an automated assistant.`,
  unread: (count) => (count === 1 ? "1 new message" : `${count} new messages`),
  counter: (length, longest) => `${number.format(length)} of ${number.format(longest)} characters`,
  tooLong: (length, longest) =>
    `This message has ${number.format(length)} characters. ` +
    `Please send at most ${number.format(longest)} at a time.`,
};

/** What is known of the company before the service has told it. */
export const UNKNOWN_COMPANY = {
  company: "",
  assistant: "Effie",
  welcome: "",
  suggestions: [],
  limits: {},
};

/** What the widget says when the service cannot tell it for now. */
export const PLAIN_WELCOME = "Hello. Ask me anything, in your own words.";
