// Sending a file, and hearing step by step how far the work on it is.

import { Problem } from "../kit/api.js";

const csrf = document.querySelector('meta[name="csrf"]');

// Sends the file and calls `tell` with each step; returns the result. Throws Problem.
export async function send(path, file, tell, signal) {
  const response = await reach(path, {
    method: "POST",
    headers: { "Content-Type": "application/octet-stream", "X-CSRF-Token": csrf.content },
    body: file,
    signal,
  });
  if (!response.ok) throw problemOf(response.status, await response.json().catch(() => ({})));
  let result = null;
  for await (const step of steps(response.body)) {
    if (step.error) throw problemOf(422, step);
    if (step.result) result = step.result;
    else tell(step);
  }
  if (!result) throw lost();
  return result;
}

async function* steps(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read().catch((error) => {
      throw error.name === "AbortError" ? error : lost();
    });
    if (done) return;
    const lines = (rest + value).split("\n");
    rest = lines.pop();
    for (const line of lines) if (line) yield JSON.parse(line);
  }
}

async function reach(path, options) {
  try {
    return await fetch(path, options);
  } catch (error) {
    throw error.name === "AbortError" ? error : lost();
  }
}

function problemOf(status, body) {
  const words = body.message ?? "Something went wrong. Try again in a moment.";
  return new Problem(status, body.error ?? "", words);
}

function lost() {
  const words =
    "The connection was lost. What was taken in so far stays; import it again to go on.";
  return new Problem(0, "Offline", words);
}
