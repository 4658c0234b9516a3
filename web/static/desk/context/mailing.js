/** Sending the customer the conversation by e-mail. */

import { post } from "../../kit/api.js";
import { html } from "../../kit/html.js";
import { newId } from "../../kit/ids.js";
import { toast } from "../../kit/toast.js";
import { state } from "../store.js";

let asked = { key: "", id: "" };

/** @param {{ mails_to: string | null }} context `mails_to`: null where no mailbox is connected */
export function mailing({ mails_to: to }) {
  if (to === null) return null;
  return html`<details class="mailing" @toggle=${selectAddress}>
    <summary>Send it by e-mail…</summary>
    <form @submit=${send}>
      <label>E-mail address
        <input name="to" type="email" required autocomplete="off" .value=${to} />
      </label>
      <button class="secondary" type="submit">Send</button>
      <p class="problem" role="alert" hidden></p>
    </form>
  </details>`;
}

function selectAddress({ target }) {
  if (target.open) target.querySelector("input").select();
}

// The same address again, after a failure on the way, is the same mail.
async function send(event) {
  event.preventDefault();
  const form = event.target;
  const [to, button] = [form.elements.to.value.trim(), form.querySelector("button")];
  const problem = form.querySelector(".problem");
  const key = `${state.conversation} ${to}`;
  if (asked.key !== key) asked = { key, id: newId() };
  button.disabled = true;
  try {
    const path = `/desk/api/conversations/${encodeURIComponent(state.conversation)}/transcript`;
    await post(path, { id: asked.id, to });
    asked = { key: "", id: "" };
    problem.hidden = true;
    form.parentElement.open = false;
    toast(`The conversation is on its way to ${to}.`);
  } catch ({ message }) {
    problem.textContent = message;
    problem.hidden = false;
  } finally {
    button.disabled = false;
  }
}
