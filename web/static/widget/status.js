/** Who is there, and for how long one waits: the words for it. Pure. */

const HOUR_AND_MINUTE = { hour: "2-digit", minute: "2-digit" };

/** Return the line under the panel's title. */
export function statusText({ holder, handoff }, { company, assistant }) {
  if (holder === "agent") return `${handoff?.agent || "A person"} is with you`;
  if (handoff?.state === "waiting") return waitingText(handoff);
  return company ? `${assistant}, ${company}’s assistant` : `${assistant}, your assistant`;
}

/** Return how long a wait is said to be: "6 to 12 minutes", "" if nobody knows. */
export function minutesText(minutes) {
  if (!minutes) return "";
  const [from, to] = minutes;
  const unit = to === 1 ? "minute" : "minutes";
  if (from === to) return `${to} ${unit}`;
  return from > 0 ? `${from} to ${to} ${unit}` : `up to ${to} ${unit}`;
}

/** Return when a team is back: "at 09:00", "Monday at 08:00". */
export function backText(iso, now = new Date()) {
  const moment = momentText(iso, now);
  return moment.includes(" ") ? moment : `at ${moment}`;
}

/** Return a moment as people say it: "14:05", "Monday at 08:00" or "12 May at 08:00". */
export function momentText(iso, now = new Date()) {
  const moment = new Date(iso);
  if (Number.isNaN(moment.getTime())) return "";
  const time = moment.toLocaleTimeString("en-GB", HOUR_AND_MINUTE);
  if (moment.toDateString() === now.toDateString()) return time;
  const days = Math.abs(moment - now) / 86_400_000;
  const day =
    days < 6 && moment > now
      ? moment.toLocaleDateString("en-GB", { weekday: "long" })
      : moment.toLocaleDateString("en-GB", { day: "numeric", month: "long" });
  return `${day} at ${time}`;
}

function waitingText({ ahead, minutes, back_at: backAt }) {
  const parts = [];
  if (typeof ahead === "number") parts.push(ahead > 0 ? `${ahead} ahead of you` : "you are next");
  const wait = minutesText(minutes);
  if (wait) parts.push(wait.startsWith("up to") ? wait : `about ${wait}`);
  else if (backAt) parts.push(`the team is back ${backText(backAt)}`);
  return parts.length ? `Waiting for a person: ${parts.join(", ")}` : "Waiting for a person";
}
