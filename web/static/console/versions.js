// Bringing a version back.

import { post } from "../kit/api.js";
import { ask, field } from "../kit/dialog.js";
import { el } from "../kit/dom.js";
import "./moments.js";
import { announceChange, rememberChange } from "./serving.js";

const { slug } = JSON.parse(document.getElementById("given").textContent);

announceChange();
for (const button of document.querySelectorAll("[data-restore]"))
  button.addEventListener("click", () => restore(Number(button.dataset.restore)));
for (const select of document.querySelectorAll(".compare select"))
  select.addEventListener("change", () => select.form.requestSubmit());

function restore(number) {
  const why = el("textarea", { name: "why", rows: 2, maxlength: 1000 });
  ask({
    title: `Restore version ${number}?`,
    body: [
      el("p", {}, "Customers get it at once, as a new version. A draft stays as it is."),
      field("Why", why, "for your colleagues"),
    ],
    action: "Restore it",
    submit: async (form) => {
      const body = { number, why: form.get("why") };
      rememberChange(await post(`/console/api/articles/${encodeURIComponent(slug)}/restore`, body));
      location.assign(location.pathname);
    },
  });
  why.focus();
}
