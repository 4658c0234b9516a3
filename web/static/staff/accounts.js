// What the account pages do beyond forms: local times, showing a typed password, copying a link.

import { byId } from "../kit/dom.js";
import { dayAndTime } from "../kit/time.js";

for (const time of document.querySelectorAll("time")) {
  const text = dayAndTime(time.dateTime);
  // They stand inside sentences.
  time.textContent = text.replace(/^(Today|Yesterday|Tomorrow)/, (word) => word.toLowerCase());
}

/** @type {NodeListOf<HTMLInputElement>} */
const passwords = document.querySelectorAll("[data-can-be-shown]");
for (const input of passwords) {
  const label = document.createElement("label");
  const box = document.createElement("input");
  label.className = "show-password";
  box.type = "checkbox";
  const show = (/** @type {boolean} */ shown) => {
    input.type = shown ? "text" : "password";
  };
  box.addEventListener("change", () => show(box.checked));
  // What is sent is a password again, so that browsers offer to keep it.
  input.form?.addEventListener("submit", () => show(false));
  label.append(box, "Show what I type");
  input.after(label);
}

const copy = document.getElementById("copy");
if (copy && navigator.clipboard) {
  const link = byId("link", HTMLInputElement);
  copy.hidden = false;
  copy.addEventListener("click", async () => {
    link.select();
    const copied = await navigator.clipboard.writeText(link.value).then(
      () => true,
      () => false,
    );
    byId("copied").textContent = copied
      ? "Copied."
      : "The browser does not allow copying; the link is selected for you to copy.";
  });
}
