/** Moments on a page, in the reader's own time zone. */

import { all } from "../kit/dom.js";
import { dayAndTime } from "../kit/time.js";

const YEAR_AND_DAY = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "short" });
const LATELY = 6 * 86_400_000; // milliseconds

/** Return a moment in words: the day of the week where it is near, else its date. */
export function momentWords(iso) {
  const away = Math.abs(Date.now() - Date.parse(iso));
  return away < LATELY ? dayAndTime(iso) : YEAR_AND_DAY.format(new Date(iso));
}

for (const time of all("time[data-moment]")) {
  time.title = time.textContent;
  time.textContent = momentWords(time.dateTime);
}
