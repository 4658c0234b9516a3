// Whether every action server answers from a change by now.

import { get } from "../kit/api.js";
import { toast } from "../kit/toast.js";

const EVERY = 250; // milliseconds
const PATIENCE = 30_000;
const KEY = "effie.console.change"; // what the page that follows has to tell

// Asks until all have taken it up; `tell(state, words)` hears waiting, live or trouble.
export async function waitUntilLive(revision, tell) {
  const begun = performance.now();
  const seconds = () => ((performance.now() - begun) / 1000).toFixed(1);
  while (performance.now() - begun < PATIENCE) {
    const found = await get("/console/api/serving").catch((problem) => ({ problem }));
    if (found.problem) tell("waiting", `It is in the record. ${found.problem.message}`);
    else {
      const behind = found.servers.filter((server) => server.revision < revision);
      const trouble = found.servers.find((server) => server.trouble);
      if (trouble) return tell("trouble", `${trouble.server}: ${trouble.trouble}`);
      if (found.servers.length && !behind.length)
        return tell("live", live(found.servers, seconds()));
      if (found.servers.length)
        tell(
          "waiting",
          `Live on ${found.servers.length - behind.length} of ${found.servers.length} servers…`,
        );
    }
    await new Promise((resolve) => setTimeout(resolve, EVERY));
  }
  tell(
    "trouble",
    "It is in the record, but not every server has taken it up yet. " +
      "Customers may get the old answer until then.",
  );
}

// Remembers a change for the page that follows: `announceChange` says there when it is live.
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

function live(servers, seconds) {
  const where =
    servers.length === 1 ? "The assistant answers" : `All ${servers.length} servers answer`;
  return `${where} from it now, ${seconds} s after publishing.`;
}
