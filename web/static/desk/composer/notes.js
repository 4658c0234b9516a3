/** What colleagues write to each other about a conversation. The customer never sees it. */

import { post } from "../../kit/api.js";
import { newId } from "../../kit/ids.js";
import { state } from "../store.js";
import { takeNote } from "../thread/opening.js";

let attempt = { text: "", id: "" }; // the same words again are the same note

/** Keep a note; rejects with the reason, and may then be tried again. */
export async function keepNote(conversation, text) {
  const key = `${conversation} ${text}`;
  if (attempt.text !== key) attempt = { text: key, id: newId() };
  const path = `/desk/api/conversations/${encodeURIComponent(conversation)}/notes`;
  const note = await post(path, { id: attempt.id, text });
  attempt = { text: "", id: "" };
  if (state.conversation === conversation) takeNote(note);
}
