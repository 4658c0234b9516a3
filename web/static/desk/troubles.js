// What an agent must know of: work that was taken back, and messages that are stuck.

import * as alerts from "./alerts.js";
import { customerName, state } from "./state.js";
import { stretch } from "../kit/time.js";
import { toast } from "../kit/toast.js";

const WHY = {
  connection_gone: "the connection was gone",
  no_answer: "it was not answered in time",
  signed_out: "that agent has signed out",
};
const strip = document.getElementById("trouble");

export function workCameBack(news) {
  const who = news.agent === state.me.id ? "you" : news.agent_name.split(" ")[0];
  const words = `${customerName(news)} went back from ${who} to the queue, because ${WHY[news.why]}.`;
  toast(words, news.agent === state.me.id ? "bad" : "");
  alerts.alert(words);
}

export function trouble({ behind }) {
  strip.hidden = behind <= 0;
  strip.textContent =
    behind > 0
      ? `Messages are delayed by ${stretch(behind)}. Nothing is lost; your administrator should look at the logs.`
      : "";
}
