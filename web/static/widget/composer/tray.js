/** What the customer has attached and not sent yet: previews, progress, and a way out. */

import { ACCEPTED, AttachedFiles, filesOf, sizeInWords } from "../../kit/attaching.js";
import { h, setText } from "../dom.js";
import { icon } from "../icons.js";
import { WORDS } from "../words.js";

const TOUCH = "(pointer: coarse)";

export class Tray {
  #onChange;
  #files;
  #limits = {};
  #rows = new Map();
  #list = h("ul", { class: "tray-list", "aria-label": WORDS.attached });
  #problem = h("p", { class: "tray-problem problem", role: "alert" });
  element = h("div", { class: "tray", hidden: true }, this.#list, this.#problem);
  buttons;

  /** upload: see AttachedFiles; onChange: what may be sent has changed */
  constructor({ upload, onChange }) {
    this.#onChange = onChange;
    this.#files = new AttachedFiles({
      upload,
      onChange: () => this.#draw(),
      limits: () => this.#limits,
    });
    this.buttons = h(
      "div",
      { class: "attach-buttons" },
      this.#button("clip", WORDS.attach, { multiple: true, accept: ACCEPTED }),
      matchMedia(TOUCH).matches &&
        this.#button("camera", WORDS.camera, { accept: "image/*", capture: "environment" }),
    );
  }

  get isEmpty() {
    return !this.#files.items.length;
  }

  get isReady() {
    return this.#files.areReady;
  }

  /** limits: what the service takes */
  setLimits(limits) {
    this.#limits = limits;
  }

  /** Take what was dropped or pasted; tells whether there was a file in it. */
  takeFrom(transfer) {
    const files = filesOf(transfer);
    if (files.length) this.#add(files);
    return files.length > 0;
  }

  /** Hand over what is attached, for a message to bring. */
  take() {
    setText(this.#problem, "");
    return this.#files.take();
  }

  #button(drawing, label, attributes) {
    const input = h("input", { type: "file", hidden: true, ...attributes }); // heard once: the button
    input.addEventListener("change", () => {
      this.#add(input.files);
      input.value = "";
    });
    const press = () => input.click();
    const asked = { class: "attach", type: "button", "aria-label": label, title: label };
    return [h("button", { ...asked, onclick: press }, icon(drawing)), input];
  }

  #add(files) {
    setText(this.#problem, this.#files.add(files));
    this.#draw();
  }

  #draw() {
    const items = this.#files.items;
    const keys = new Set(items.map(({ key }) => key));
    for (const [key, row] of this.#rows) {
      if (keys.has(key)) continue;
      row.element.remove();
      this.#rows.delete(key);
    }
    for (const item of items) {
      const row = this.#rows.get(item.key) ?? this.#make(item);
      row.draw(item);
    }
    this.element.hidden = !items.length && !this.#problem.textContent;
    this.#onChange();
  }

  #make(item) {
    const row = new Row(item, this.#files);
    this.#rows.set(item.key, row);
    this.#list.append(row.element);
    return row;
  }
}

/** Some sites' rules forbid pictures that a page has made itself: a drawing stands there then. */
function thumbnail(preview) {
  const shown = h("img", { src: preview, alt: "" });
  shown.addEventListener("error", () => {
    shown.replaceWith(h("span", { class: "tray-file" }, icon("file")));
  });
  return shown;
}

class Row {
  #status = h("span", { class: "tray-status", role: "status" });
  #bar = h("progress", { max: "1", value: "0" });
  #retry;
  #name = h("b");

  constructor({ key, name, preview }, files) {
    const remove = () => files.remove(key);
    this.#retry = h(
      "button",
      { class: "link", type: "button", onclick: () => files.retry(key) },
      WORDS.tryAgain,
    );
    this.#bar.setAttribute("aria-label", WORDS.uploading(name));
    this.element = h(
      "li",
      { class: "tray-item" },
      preview ? thumbnail(preview) : h("span", { class: "tray-file" }, icon("file")),
      h(
        "div",
        { class: "tray-words" },
        this.#name,
        this.#bar,
        h("p", {}, this.#status, this.#retry),
        preview && this.#description(key, files),
      ),
      h(
        "button",
        {
          class: "tray-remove",
          type: "button",
          "aria-label": WORDS.removeFile(name),
          onclick: remove,
        },
        icon("close"),
      ),
    );
  }

  #description(key, files) {
    return h("input", {
      class: "tray-alt",
      type: "text",
      dir: "auto",
      maxlength: files.longestAlt,
      placeholder: WORDS.describe,
      "aria-label": WORDS.describe,
      oninput: (event) => files.describe(key, event.target.value),
    });
  }

  draw({ name, size, state, progress, problem, held }) {
    setText(this.#name, name);
    const done = held || sizeInWords(size);
    const words = { uploading: WORDS.uploadingNow, done, failed: problem }[state];
    setText(this.#status, words);
    this.element.classList.toggle("failed", state === "failed");
    this.#bar.hidden = state !== "uploading";
    this.#bar.value = progress;
    this.#retry.hidden = state !== "failed";
  }
}
