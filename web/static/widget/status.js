/** Who is there, and for how long one waits: the words for it. Pure. */

/** @type {Intl.DateTimeFormatOptions} */
const HOUR_AND_MINUTE = { hour: "2-digit", minute: "2-digit" };
const DAY = 86_400_000; // milliseconds
const FAR = 6; // days, beyond which a weekday alone could mislead

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

/**
 * Return a moment of the team's day in its own local time, as the assistant says it: "Sunday 09:00",
 * "tomorrow, Sunday 09:00", with the date if it is far off. The same moment must not read
 * differently in two places.
 */
export function teamMomentText(iso, now = new Date()) {
  const wall = new Date(`${iso.slice(0, 19)}Z`); // the clock on their wall, kept from conversion
  if (Number.isNaN(wall.getTime())) return "";
  const says = (form) => wall.toLocaleString("en-GB", { ...form, timeZone: "UTC" });
  const away = daysBetween(now.getTime() + wall.getTime() - Date.parse(iso), wall.getTime());
  const far = away > FAR;
  const day = says(far ? { weekday: "long", day: "numeric", month: "long" } : { weekday: "long" });
  const near = { 0: "today, ", 1: "tomorrow, " }[away] ?? "";
  return `${near}${day.replace(",", "")} ${says(HOUR_AND_MINUTE)}`;
}

/** Return how many midnights lie between two moments of one clock. */
function daysBetween(from, to) {
  return Math.floor(to / DAY) - Math.floor(from / DAY);
}

/** Return a moment as people say it: "14:05", "Monday at 08:00" or "12 May at 08:00". */
export function momentText(iso, now = new Date()) {
  const moment = new Date(iso);
  if (Number.isNaN(moment.getTime())) return "";
  const time = moment.toLocaleTimeString("en-GB", HOUR_AND_MINUTE);
  if (moment.toDateString() === now.toDateString()) return time;
  const days = Math.abs(moment.getTime() - now.getTime()) / 86_400_000;
  const day =
    days < 6 && moment > now
      ? moment.toLocaleDateString("en-GB", { weekday: "long" })
      : moment.toLocaleDateString("en-GB", { day: "numeric", month: "long" });
  return `${day} at ${time}`;
}

/**
 * Return stretches of the team's day by the reader's own clock: "Thursday 09:00 to 21:00", "" where
 * it shows the same, or the whole day is one stretch.
 * @param {{opens: string, closes: string}[]} stretches
 */
export function ownTimeText(stretches) {
  const said = stretches.filter(({ opens, closes }) => differs(opens) || differs(closes));
  return said
    .filter(({ opens, closes }) => Date.parse(closes) - Date.parse(opens) < DAY)
    .map(({ opens, closes }) => stretchText(new Date(opens), new Date(closes)))
    .join(" and ");
}

/** Tell whether the reader's clock shows another time than the team's does at a moment. */
function differs(iso) {
  const moment = new Date(iso);
  const theirs = Date.parse(`${iso.slice(0, 19)}Z`);
  return moment.getTime() - moment.getTimezoneOffset() * 60_000 !== theirs;
}

function stretchText(opens, closes) {
  const day = (moment) => moment.toLocaleDateString("en-GB", { weekday: "long" });
  const time = (moment) => moment.toLocaleTimeString("en-GB", HOUR_AND_MINUTE);
  const until = day(opens) === day(closes) ? time(closes) : `${day(closes)} ${time(closes)}`;
  return `${day(opens)} ${time(opens)} to ${until}`;
}

function waitingText({
  ahead,
  minutes,
  absence,
  back_at: backAt,
  contact,
  promised_by: promisedBy,
  zone,
}) {
  const said = (iso) => [teamMomentText(iso), zone].filter(Boolean).join(" ");
  if (contact && promisedBy) return `Answer by ${said(promisedBy)} to ${contact}`;
  if (absence === "nobody") return "Waiting for a person: nobody is free right now";
  const wait = minutesText(minutes);
  if (!wait && backAt) return `The team is back ${said(backAt)}`;
  const parts = [];
  if (typeof ahead === "number") parts.push(ahead > 0 ? `${ahead} ahead of you` : "you are next");
  if (wait) parts.push(wait.startsWith("up to") ? wait : `about ${wait}`);
  return parts.length ? `Waiting for a person: ${parts.join(", ")}` : "Waiting for a person";
}
