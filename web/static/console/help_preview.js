// The article's page in the help centre, as the server renders it, in a frame that runs nothing.

import { el } from "../kit/dom.js";

export class HelpPreview {
  #html = "";

  constructor() {
    // Without allow-scripts nothing in the frame can run; its document may be reached from here,
    // so that what changed is put in place and the page stays where it was scrolled to.
    this.element = el("iframe", {
      class: "help-frame",
      sandbox: "allow-same-origin",
      title: "The article in the help centre",
    });
    this.element.addEventListener("load", () => this.#keepHere());
  }

  draw(html) {
    if (html === this.#html) return;
    const first = !this.#html;
    this.#html = html;
    const shown = this.element.contentDocument?.getElementById("content");
    if (first || !shown) this.element.srcdoc = html;
    else shown.replaceWith(contentOf(html, this.element.contentDocument));
  }

  #keepHere() {
    this.element.contentDocument?.addEventListener("click", (event) => {
      const link = event.target.closest?.("a[href]");
      if (!link) return;
      event.preventDefault();
      open(link.href, "_blank", "noopener");
    });
  }
}

function contentOf(html, page) {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  return page.adoptNode(parsed.getElementById("content"));
}
