/** What every page of the desk has at its top: the line, one's status, alerts and troubles. */

import * as connection from "../line/connection.js";
import * as alerts from "./alerts.js";
import * as presence from "./presence.js";
import * as troubles from "./troubles.js";

/** Start them; `handlers` are those of the page's live line. */
export function start(handlers) {
  alerts.start();
  presence.start();
  troubles.start();
  connection.start({
    ...handlers,
    returned: troubles.workCameBack,
    trouble: troubles.trouble,
  });
}
