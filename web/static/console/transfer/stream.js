/** Sending a file, and hearing step by step how far the work on it is. */

import { at } from "../../kit/base.js";
import { headers, Problem } from "../../kit/api.js";

const LOST = "The connection was lost. What was taken in so far stays; import it again to go on.";

/** Send the file and call `tell` with each step; return the result. Throws Problem, or AbortError. */
export async function send(path, file, tell, signal) {
  const type = "application/octet-stream";
  const options = { method: "POST", headers: headers(type), body: file, signal };
  const response = await fetch(at(path), options).catch(lost);
  if (!response.ok) throw problemOf(response.status, await response.json().catch(() => ({})));
  let result = null;
  for await (const step of steps(response.body)) {
    if (step.error) throw problemOf(422, step);
    if (step.result) result = step.result;
    else tell(step);
  }
  return result ?? lost(null);
}

async function* steps(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read().catch(lost);
    if (done) return;
    const lines = (rest + value).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) if (line) yield JSON.parse(line);
  }
}

function problemOf(status, { error = "", message }) {
  return new Problem(status, error, message ?? "Something went wrong. Try again in a moment.");
}

/** @returns {never} */
function lost(error) {
  throw error?.name === "AbortError" ? error : new Problem(0, "Offline", LOST);
}
