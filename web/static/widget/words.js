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
  attach: "Attach files",
  camera: "Take a photo",
  attached: "Attached files",
  uploading: (name) => `Uploading ${name}`,
  uploadingNow: "Uploading…",
  removeFile: (name) => `Remove ${name}`,
  describe: "What does it show? (optional)",
  drop: "Drop files to attach them",
  pictureNamed: (name) => `Picture ${name}`,
  notShown: "This cannot be shown now. Open it in a few minutes.",
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
  goOn: "Go on somewhere else",
  goOnLoading: "One moment…",
  goOnNowhere: "There is no other channel at the moment.",
  goOnFailed: "That did not work.",
  goOnThere: "Take this conversation along. You need not say anything twice.",
  goOnOn: ({ kind, label }) => (kind === "email" ? "Continue by e-mail" : `Continue on ${label}`),
  goOnHere: "Or were you writing to us elsewhere, and want to go on here?",
  goOnFrom: ({ kind, label }) =>
    kind === "email" ? "Continue here from e-mail" : `Continue here from ${label}`,
  goOnCode: (label, hasLink) =>
    hasLink ? `Open ${label} and send us what stands ready there: a message, or “Start”.` : "",
  goOnOpen: (label) => `Open ${label}`,
  goOnScan: (label) => `QR code: scan it with your phone to open ${label}`,
  goOnType: (label) => `Or send us this code on ${label}: `,
  goOnUntil: (time) => `Good once, until ${time}.`,
  goOnBack: "Back",
  goOnAsk: (name, label) =>
    `${name ? `“${name}”` : "Somebody"} on ${label} wants to go on with this conversation there.`,
  goOnAskHere: (name, label) =>
    `Go on here with the conversation of ${name ? `“${name}”` : "somebody"} on ${label}?`,
  goOnSame: (label) => `Is that you, and does ${label} show this number?`,
  goOnYes: "Yes, that is me",
  goOnNo: "No",
  goOnWaits: (label) => `Now say yes on ${label} as well.`,
  goOnDone: (label) =>
    `It goes on on ${label}. You can come back at any time: just write here again.`,
  goOnOver: "Nothing has changed: one side said no, or it took too long.",
  goOnBackToChat: "Back to the conversation",
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
  elsewhere: false,
  limits: {},
};

/** What the widget says when the service cannot tell it for now. */
export const PLAIN_WELCOME = "Hello. Ask me anything, in your own words.";
