/** The buttons under a message; old ones stay to be read, and can no longer be pressed. */

import { h, unseen } from "../dom.js";
import { icon } from "../icons.js";
import { WORDS } from "../words.js";

export class ButtonsView {
  #buttons;

  constructor(item, { choose }) {
    const press = (button) => ({ type: "button", dir: "auto", onclick: () => choose(button) });
    this.#buttons = item.buttons.map((button) =>
      h("button", { class: "choice", ...press(button) }, button.title),
    );
    const group = { class: "choices", role: "group", "aria-label": item.text };
    this.element = h("div", group, this.#buttons);
    this.element.hidden = !this.#buttons.length;
  }

  update(item) {
    this.#buttons.forEach((element, index) => {
      const { live, chosen } = item.buttons[index];
      element.disabled = !live;
      if (chosen && !element.classList.contains("chosen")) {
        element.classList.add("chosen");
        element.append(icon("check"), unseen(` ${WORDS.chosen}`));
      }
    });
  }
}
