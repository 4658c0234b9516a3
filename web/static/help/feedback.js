/** "Did this help?": said without leaving the page. */

/**
 * Send the form in the background and thank in its place; if that fails, send it the plain way.
 * @param {HTMLFormElement} form
 */
export function sayThanks(form) {
  form.addEventListener("submit", async (event) => {
    const button = event.submitter;
    if (!(button instanceof HTMLButtonElement)) return;
    const { name, value } = button;
    event.preventDefault();
    const said = await send(form.action, new URLSearchParams({ [name]: value }));
    if (!said) return sendPlainly(form, name, value);
    /** @type {HTMLElement | null | undefined} */
    const thanks = form.parentElement?.querySelector(`[data-thanks="${said}"]`);
    form.remove();
    if (!thanks) return;
    thanks.hidden = false;
    thanks.focus();
  });
}

/**
 * Return what the service says was said, "" if it could not be reached.
 * @param {string} address
 * @param {URLSearchParams} body
 * @returns {Promise<string>}
 */
async function send(address, body) {
  try {
    const headers = { Accept: "application/json" };
    const response = await fetch(address, { method: "POST", headers, body });
    return response.ok ? (await response.json()).helped : "";
  } catch {
    return "";
  }
}

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 * @param {string} value
 */
function sendPlainly(form, name, value) {
  const field = document.createElement("input");
  Object.assign(field, { type: "hidden", name, value });
  form.append(field);
  form.submit();
}
