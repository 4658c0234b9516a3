/**
 * What every page of the desk has at its top: the line, one's status and alerts, and what an agent
 * must know of: work that was taken back, and messages that are stuck.
 */

import { byId } from "../../kit/dom.js";
import { render } from "../../kit/html.js";
import { stretch } from "../../kit/time.js";
import { toast } from "../../kit/toast.js";
import * as line from "../line.js";
import { customerName } from "../parts.js";
import { onChange, set, state } from "../store.js";
import * as alerts from "./alerts.js";
import * as presence from "./presence.js";

const WHY = {
  connection_gone: "the connection was gone",
  no_answer: "it was not answered in time",
  signed_out: "that agent has signed out",
};
const trouble = byId("trouble");

/** Start them; `handlers` are those of the page's live line. */
export function start(handlers) {
  alerts.start();
  presence.start();
  onChange(() => {
    trouble.hidden = state.behind <= 0;
    render(trouble.hidden ? "" : delayed(state.behind), trouble);
  });
  line.start({
    ...handlers,
    returned: workCameBack,
    trouble: ({ behind }) => set({ behind }),
  });
}

function workCameBack(news) {
  const isOwn = news.agent === state.me?.id;
  const who = isOwn ? "you" : news.agent_name.split(" ")[0];
  const words = `${customerName(news)} went back from ${who} to the queue, because ${WHY[news.why]}.`;
  toast(words, isOwn ? "bad" : "");
  alerts.alert(words);
}

function delayed(seconds) {
  return `Messages are delayed by ${stretch(seconds)}. Nothing is lost; your administrator should look at the logs.`;
}
