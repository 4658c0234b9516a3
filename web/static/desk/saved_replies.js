// Replies kept for another time: one's own and the team's.

import { get } from "../kit/api.js";
import { openHandoff, state } from "./state.js";

let replies = [];
let failed = "";

export async function load() {
  try {
    replies = (await get("/desk/api/saved-replies")).replies;
    failed = "";
  } catch (error) {
    failed = error.message;
  }
  return replies;
}

export function problem() {
  return failed;
}

// Those with all the words, in the title or the text; the title counts more.
export function matching(query) {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const has = (text) => words.every((word) => text.toLowerCase().includes(word));
  const found = replies.filter((reply) => has(`${reply.title} ${reply.text}`));
  return found.toSorted((a, b) => Number(has(b.title)) - Number(has(a.title)));
}

// The text with the first names in it; "there" greets somebody whose name nobody knows.
export function filled({ text }) {
  const customer = openHandoff()?.customer || state.packet?.profile.name || "";
  return text
    .replaceAll("{customer}", customer.split(" ")[0] || "there")
    .replaceAll("{agent}", state.me.first_name);
}
