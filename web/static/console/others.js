// Who else has this article open, and whether they saved meanwhile.

import { post } from "../kit/api.js";
import { el } from "../kit/dom.js";

const EVERY = 8_000; // milliseconds

// `settle()` puts both texts together.
export function watchOthers({ path, saver, settle }) {
  const line = document.getElementById("others");
  look();
  setInterval(() => document.hidden || look(), EVERY);

  async function look() {
    const before = saver.revision;
    const found = await post(`${path}/here`).catch(() => null);
    if (!found || saver.revision !== before || saver.state === "saving") return;
    const parts = [];
    if (found.others.length)
      parts.push(
        el("span", { class: "chip accent" }, `${found.others.join(" and ")} has this open too`),
      );
    const moved = found.revision
      ? found.revision !== saver.revision
      : saver.revision > 0 || found.version !== saver.version;
    if (moved && saver.state !== "conflict")
      parts.push(
        el(
          "button",
          { class: "chip warn", type: "button", onclick: () => settle() },
          `${found.by} has changed it: compare and take it up`,
        ),
      );
    line.replaceChildren(...parts);
  }
}
