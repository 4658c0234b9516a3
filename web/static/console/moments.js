// Moments on a page, in the reader's own time zone.

import { dayAndTime } from "../kit/time.js";

const YEAR_AND_DAY = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "long",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
});
const LATELY = 6 * 86_400_000; // milliseconds

export function momentWords(iso) {
  const away = Math.abs(Date.now() - Date.parse(iso));
  return away < LATELY ? dayAndTime(iso) : YEAR_AND_DAY.format(new Date(iso));
}

for (const time of document.querySelectorAll("time[data-moment]")) {
  time.title = time.textContent;
  time.textContent = momentWords(time.dateTime);
}
