/** Tabs: one panel of several, moved between with the arrow keys. */

import { all, byId, one } from "../../kit/dom.js";

export function tabs(root) {
  const list = one('[role="tablist"]', root);
  const every = all('[role="tab"]', list);
  const choose = (tab) => {
    for (const each of every) {
      const isChosen = each === tab;
      each.ariaSelected = String(isChosen);
      each.tabIndex = isChosen ? 0 : -1;
      byId(each.getAttribute("aria-controls")).hidden = !isChosen;
    }
  };
  for (const tab of every) tab.addEventListener("click", () => choose(tab));
  list.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = every.at((every.indexOf(document.activeElement) + step) % every.length);
    next.focus();
    choose(next);
  });
  choose(every[0]);
}
