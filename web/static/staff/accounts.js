// What the account pages do beyond forms: local times, showing a typed password, copying a link.

import { dayAndTime } from "../kit/time.js";

for (const time of document.querySelectorAll("time")) {
  const text = dayAndTime(time.dateTime);
  // They stand inside sentences.
  time.textContent = text.replace(/^(Today|Yesterday|Tomorrow)/, (word) => word.toLowerCase());
}

for (const input of document.querySelectorAll("[data-can-be-shown]")) {
  const label = document.createElement("label");
  const box = document.createElement("input");
  label.className = "show-password";
  box.type = "checkbox";
  box.addEventListener("change", () => (input.type = box.checked ? "text" : "password"));
  // What is sent is a password again, so that browsers offer to keep it.
  input.form.addEventListener("submit", () => (input.type = "password"));
  label.append(box, "Show what I type");
  input.after(label);
}

const copy = document.getElementById("copy");
if (copy && navigator.clipboard) {
  const link = document.getElementById("link");
  copy.hidden = false;
  copy.addEventListener("click", async () => {
    link.select();
    const copied = await navigator.clipboard.writeText(link.value).then(() => true, () => false);
    document.getElementById("copied").textContent = copied
      ? "Copied."
      : "The browser does not allow copying; the link is selected for you to copy.";
  });
}
