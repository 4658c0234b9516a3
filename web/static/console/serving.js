/** Whether every action server answers from a change by now. */

import { get } from "../kit/api.js";
import { toast } from "../kit/toast.js";

const EVERY = 250; // milliseconds
const MAX_SERVING_WAIT = 30_000;
const KEY = "effie.console.change"; // what the page that follows has to tell
const TOO_LONG =
  "It is in the record, but not every server has taken it up yet. " +
  "Customers may get the old answer until then.";

/** Ask until all have taken it up; `tell(state, words)` hears waiting, live or trouble. */
export async function waitUntilLive(revision, tell) {
  const begun = performance.now();
  while (performance.now() - begun < MAX_SERVING_WAIT) {
    const seconds = ((performance.now() - begun) / 1000).toFixed(1);
    const [state, words] = await get("/console/api/serving").then(
      ({ servers }) => statusOf(servers, revision, seconds),
      ({ message }) => ["waiting", `It is in the record. ${message}`],
    );
    if (words) tell(state, words);
    if (state !== "waiting") return;
    await new Promise((resolve) => setTimeout(resolve, EVERY));
  }
  tell("trouble", TOO_LONG);
}

/** Remember a change for the page that follows: `announceChange` says there when it is live. */
export function rememberChange({ revision }) {
  sessionStorage.setItem(KEY, String(revision));
}

export function announceChange() {
  const revision = Number(sessionStorage.getItem(KEY));
  if (!revision) return;
  sessionStorage.removeItem(KEY);
  waitUntilLive(revision, (state, words) => {
    if (state === "live") toast("The change has reached the assistant.");
    if (state === "trouble") toast(words, "bad");
  });
}

function statusOf(servers, revision, seconds) {
  const all = servers.length;
  const live = servers.filter((server) => server.revision >= revision).length;
  const ailing = servers.find((server) => server.trouble);
  if (ailing) return ["trouble", `${ailing.server}: ${ailing.trouble}`];
  if (!all) return ["waiting", ""];
  if (live < all) return ["waiting", `Live on ${live} of ${all} servers…`];
  const where = all === 1 ? "The assistant answers" : `All ${all} servers answer`;
  return ["live", `${where} from it now, ${seconds} s after publishing.`];
}
