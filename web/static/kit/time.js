// Moments and stretches of time in words, by the server's clock.

let ahead = 0; // milliseconds by which the server's clock is ahead of this one

/** @param {string} iso what the server's clock says now */
export function setServerTime(iso) {
  ahead = Date.parse(iso) - Date.now();
}

/** @param {string | null | undefined} iso */
export function secondsSince(iso) {
  return iso ? Math.max(0, Math.round((Date.now() + ahead - Date.parse(iso)) / 1000)) : 0;
}

/** @param {number} seconds */
export function stretch(seconds) {
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours} h ${String(minutes % 60).padStart(2, "0")} min`;
  const days = Math.floor(hours / 24);
  return days === 1 ? "1 day" : `${days} days`;
}

const CLOCK = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const DAY = new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long" });

/**
 * Return a date in words; what is none, as a draft may hold, stays as it was typed.
 * @param {Intl.DateTimeFormat} format
 * @param {string} typed
 * @param {string} time of the day that the date stands for
 */
export function dateWords(format, typed, time = "T12:00") {
  const date = new Date(`${typed}${time}`);
  return Number.isNaN(date.valueOf()) ? typed : format.format(date);
}

/** @param {string} iso */
export function clock(iso) {
  return CLOCK.format(new Date(iso));
}

/** @param {string} iso */
export function day(iso) {
  const date = new Date(iso);
  const days = Math.round(
    (new Date(iso).setHours(0, 0, 0, 0) - new Date().setHours(0, 0, 0, 0)) / 86_400_000,
  );
  return { "-1": "Yesterday", 0: "Today", 1: "Tomorrow" }[days] ?? DAY.format(date);
}

/** @param {string} iso */
export function dayAndTime(iso) {
  return `${day(iso)}, ${clock(iso)}`;
}

/**
 * The same within a sentence: "today, 09:00".
 * @param {string} iso
 */
export function when(iso) {
  const words = dayAndTime(iso);
  return /^(Today|Tomorrow|Yesterday)/.test(words)
    ? words.charAt(0).toLowerCase() + words.slice(1)
    : words;
}
