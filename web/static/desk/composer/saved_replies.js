/** Replies kept for another time: one's own and the team's. */

import { get } from "../../kit/api.js";
import { openHandoff, set, state } from "../store.js";

/** Read them into the state, {replies, problem}: in words why they cannot be read, if so. */
export async function readSavedReplies() {
  try {
    const { replies } = await get("/desk/api/saved-replies");
    set({ savedReplies: { replies, problem: "" } });
  } catch (error) {
    set({ savedReplies: { ...state.savedReplies, problem: error.message } });
  }
}

/** Return those with all the words, in the title or the text; the title counts more. */
export function matching(query) {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const has = (text) => words.every((word) => text.toLowerCase().includes(word));
  const found = state.savedReplies.replies.filter((reply) => has(`${reply.title} ${reply.text}`));
  return found.toSorted((a, b) => Number(has(b.title)) - Number(has(a.title)));
}

/** Return the text with the first names in it; "there" greets somebody whose name nobody knows. */
export function filled({ text }) {
  const customer = openHandoff()?.customer || state.context?.profile.name || "";
  return text
    .replaceAll("{customer}", customer.split(" ")[0] || "there")
    .replaceAll("{agent}", state.me.first_name);
}
