/** "Did this help?": said without leaving the page. */

/** Send the form in the background and thank in its place; if that fails, send it the plain way. */
export function sayThanks(form) {
  form.addEventListener("submit", async (event) => {
    const { name, value } = event.submitter ?? {};
    if (!name) return;
    event.preventDefault();
    const said = await send(form.action, new URLSearchParams({ [name]: value }));
    if (!said) return sendPlainly(form, name, value);
    const thanks = form.parentElement.querySelector(`[data-thanks="${said}"]`);
    form.remove();
    thanks.hidden = false;
    thanks.focus();
  });
}

async function send(address, body) {
  try {
    const headers = { Accept: "application/json" };
    const response = await fetch(address, { method: "POST", headers, body });
    return response.ok ? (await response.json()).helped : "";
  } catch {
    return "";
  }
}

function sendPlainly(form, name, value) {
  const field = document.createElement("input");
  Object.assign(field, { type: "hidden", name, value });
  form.append(field);
  form.submit();
}
