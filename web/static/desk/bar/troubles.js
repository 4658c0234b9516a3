/** What an agent must know of: work that was taken back, and messages that are stuck. */

import { render } from "../../kit/html.js";
import { stretch } from "../../kit/time.js";
import { toast } from "../../kit/toast.js";
import { customerName } from "../parts.js";
import { onChange, set, state } from "../store.js";
import * as alerts from "./alerts.js";

const WHY = {
  connection_gone: "the connection was gone",
  no_answer: "it was not answered in time",
  signed_out: "that agent has signed out",
};
const strip = document.getElementById("trouble");

export function start() {
  onChange(() => {
    strip.hidden = state.behind <= 0;
    render(strip.hidden ? "" : delayed(state.behind), strip);
  });
}

export function workCameBack(news) {
  const isOwn = news.agent === state.me.id;
  const who = isOwn ? "you" : news.agent_name.split(" ")[0];
  const words = `${customerName(news)} went back from ${who} to the queue, because ${WHY[news.why]}.`;
  toast(words, isOwn ? "bad" : "");
  alerts.alert(words);
}

export function trouble({ behind }) {
  set({ behind });
}

function delayed(seconds) {
  return `Messages are delayed by ${stretch(seconds)}. Nothing is lost; your administrator should look at the logs.`;
}
