/** Bringing a version back. */

import { post } from "../../kit/api.js";
import { ask } from "../../kit/dialog.js";
import { all } from "../../kit/dom.js";
import { html } from "../../kit/html.js";
import "../moments.js";
import { articleApi, given, whyField } from "../page.js";
import { announceChange, rememberChange } from "../serving.js";

const path = articleApi(given().slug);

announceChange();
for (const button of all("[data-restore]"))
  button.addEventListener("click", () => restore(Number(button.dataset.restore)));
for (const select of all(".compare select"))
  select.addEventListener("change", () => select.form.requestSubmit());

function restore(number) {
  const words = "Customers get it at once, as a new version. A draft stays as it is.";
  ask({
    title: `Restore version ${number}?`,
    body: [html`<p>${words}</p>`, whyField()],
    action: "Restore it",
    submit: async ({ why }) => {
      rememberChange(await post(`${path}/restore`, { number, why }));
      location.assign(location.pathname);
    },
  });
}
