/** The files of a message: pictures as pictures, the others to save. */

import { sizeInWords } from "../../kit/attaching.js";
import { h } from "../dom.js";
import { icon } from "../icons.js";
import { WORDS } from "../words.js";

const PICTURE = /^image\//;

/** Return an element for the files in an utterance's content; null if there are none. */
export function attachedView(content, base) {
  const files = content?.attachments ?? [];
  if (!files.length) return null;
  return h("div", { class: "attached" }, ...files.map((file) => fileView(file, base)));
}

function fileView(file, base) {
  if (!file.url) return waiting(file);
  const href = base + file.url.replace(/^\//, "");
  const out = { href, target: "_blank", rel: "noopener noreferrer" };
  if (!PICTURE.test(file.type)) return h("a", { class: "file", ...out }, ...words(file));
  const shown = h("img", {
    src: base + file.preview.replace(/^\//, ""),
    alt: file.alt || WORDS.pictureNamed(file.name),
    loading: "lazy",
    ...measures(file),
  });
  const link = h("a", { class: "picture", ...out }, shown);
  shown.addEventListener("error", () => {
    link.className = "file";
    link.replaceChildren(...words(file), h("small", {}, WORDS.notShown));
  });
  return link;
}

/** It is on its way and has no address yet. */
function waiting(file) {
  return h("span", { class: "file" }, ...words(file));
}

function words({ name, size, alt }) {
  return [
    icon("file"),
    h("span", { class: "file-words" }, h("b", {}, name), h("small", {}, alt || sizeInWords(size))),
  ];
}

/** The room a picture takes, told before it is loaded, so that nothing jumps. */
function measures({ width, height }) {
  if (!width || !height) return {};
  const scale = Math.min(1, 240 / width, 240 / height);
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}
