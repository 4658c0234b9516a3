/** Suggestions while somebody types: a combobox over the same search that the form leads to. */

import { at } from "../kit/base.js";
import { isComposing } from "../kit/composing.js";
import { foundView } from "./found.js";

/** @import { Found } from "./found.js" */

const MIN_QUERY_LENGTH = 2; // characters
const PAUSE = 180; // milliseconds without a key before the service is asked

/**
 * Add suggestions to a search form.
 * @param {HTMLFormElement} form
 */
export function suggestWhileTyping(form) {
  /** @type {HTMLInputElement | null} */
  const input = form.querySelector("input[type=search]");
  if (input) new Suggestions(form, input);
}

class Suggestions {
  #input;
  #list = document.createElement("div");
  #status = document.createElement("p");
  /** @type {HTMLElement[]} */
  #options = [];
  #active = -1;
  #timer = 0;
  #asking = new AbortController();
  /** @type {Map<string, Found>} */
  #known = new Map();

  /**
   * @param {HTMLFormElement} form
   * @param {HTMLInputElement} input
   */
  constructor(form, input) {
    this.#input = input;
    this.#list.id = `${input.id}-found`;
    this.#list.className = "found";
    this.#list.hidden = true;
    this.#list.setAttribute("role", "listbox");
    this.#list.setAttribute("aria-label", "Suggestions");
    this.#status.className = "unseen";
    this.#status.setAttribute("role", "status");
    set(input, { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false" });
    set(input, { "aria-controls": this.#list.id });
    form.append(this.#list, this.#status);
    input.addEventListener("input", () => this.#askSoon());
    input.addEventListener("keydown", (event) => this.#onKey(event));
    form.addEventListener("submit", () => this.#close());
    form.addEventListener("focusout", (event) => {
      if (!form.contains(/** @type {Node | null} */ (event.relatedTarget))) this.#close();
    });
    this.#list.addEventListener("mousedown", (event) => event.preventDefault()); // keep the focus
    this.#list.addEventListener("click", () => this.#close());
  }

  #askSoon() {
    clearTimeout(this.#timer);
    this.#asking.abort();
    const wanted = this.#wanted();
    if (wanted.length < MIN_QUERY_LENGTH) return this.#close();
    this.#list.setAttribute("aria-busy", "true");
    this.#timer = setTimeout(() => this.#ask(wanted), PAUSE);
  }

  /** @param {string} wanted */
  async #ask(wanted) {
    this.#asking = new AbortController();
    const { signal } = this.#asking;
    try {
      const found = this.#known.get(wanted) ?? (await fetchFound(wanted, signal));
      this.#known.set(wanted, found);
      if (!signal.aborted && document.activeElement === this.#input) this.#show(wanted, found);
    } catch {
      if (!signal.aborted) this.#close(); // the form still leads to the page that explains
    }
  }

  /**
   * @param {string} wanted
   * @param {Found} found
   */
  #show(wanted, found) {
    const { element, words } = foundView(wanted, found);
    const chosen = articleOf(this.#options[this.#active]);
    this.#list.replaceChildren(element);
    this.#list.removeAttribute("aria-busy");
    /** @type {NodeListOf<HTMLElement>} */
    const options = this.#list.querySelectorAll("[role=option]");
    this.#options = [...options];
    for (const [at, option] of this.#options.entries()) option.id = `${this.#list.id}-${at}`;
    this.#list.hidden = false;
    this.#input.setAttribute("aria-expanded", "true");
    const same = (/** @type {HTMLElement} */ option) => articleOf(option) === chosen;
    this.#activate(this.#options.findIndex(same)); // what somebody had chosen stays chosen
    this.#status.textContent = words;
  }

  #close() {
    clearTimeout(this.#timer);
    this.#asking.abort();
    this.#list.hidden = true;
    this.#list.removeAttribute("aria-busy");
    this.#status.textContent = "";
    this.#input.setAttribute("aria-expanded", "false");
    this.#activate(-1);
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    if (isComposing(event)) return;
    const isOpen = !this.#list.hidden;
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by) {
      event.preventDefault();
      if (isOpen) this.#move(by);
      else this.#askSoon();
    } else if (event.key === "Escape" && isOpen) {
      event.preventDefault(); // the words stay
      this.#close();
    } else if (event.key === "Enter" && isOpen && this.#active >= 0) {
      event.preventDefault();
      this.#options[this.#active].click();
    }
  }

  /**
   * Go on to the next or last option; past the ends lies the input itself.
   * @param {number} by
   */
  #move(by) {
    const places = this.#options.length + 1;
    this.#activate(((this.#active + 1 + by + places) % places) - 1);
  }

  /** @param {number} index */
  #activate(index) {
    this.#active = index;
    for (const [at, option] of this.#options.entries()) {
      option.setAttribute("aria-selected", String(at === index));
    }
    const option = this.#options[index];
    if (!option) return this.#input.removeAttribute("aria-activedescendant");
    this.#input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  #wanted() {
    return this.#input.value.trim().replace(/\s+/g, " ");
  }
}

/**
 * @param {string} wanted
 * @param {AbortSignal} signal
 * @returns {Promise<Found>}
 */
async function fetchFound(wanted, signal) {
  const headers = { Accept: "application/json" };
  const response = await fetch(at(`/help/suggest?${new URLSearchParams({ q: wanted })}`), {
    headers,
    signal,
  });
  if (!response.ok) throw new Error(`The search answers ${response.status}.`);
  return response.json();
}

/**
 * @param {Element} element
 * @param {Record<string, string>} attributes
 */
function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
}

/**
 * Where an option leads, whatever was searched for.
 * @param {HTMLElement | undefined} option
 */
function articleOf(option) {
  return option?.getAttribute("href")?.split("?")[0];
}
