// Keeps what is typed: at once on this device, and after a pause as the article's draft.

import { post, put } from "../kit/api.js";
import { remember, remembered } from "../kit/storage.js";

const PAUSE = 1_500; // milliseconds after the last key
const AGAIN = 5_000; // until another try where the server was not reached

// `read()` returns the draft as it stands in the form; when this is made, that is what is stored.
// `told(state, detail)` is called with saved, writing, saving, away, refused or conflict.
export class Saver {
  #path;
  #key;
  #read;
  #told;
  #conflicted;
  #timer = 0;
  #sending = null;
  #saved;

  constructor({ slug, member, revision, version, read, told, conflicted }) {
    this.#path = `/console/api/articles/${encodeURIComponent(slug)}`;
    this.#key = `effie.article.${member}.${slug}`;
    this.#read = read;
    this.#told = told;
    this.#conflicted = conflicted;
    this.#saved = this.#typed();
    this.revision = revision;
    this.version = version;
    this.state = "saved";
  }

  // What was typed on this device and never arrived: {draft, revision, version}, or null.
  left() {
    try {
      return JSON.parse(remembered(this.#key) ?? "null");
    } catch {
      return null;
    }
  }

  forget() {
    remember(this.#key, null);
  }

  get isClean() {
    return this.#typed() === this.#saved;
  }

  changed() {
    if (this.isClean) {
      this.forget();
      if (this.state === "writing") this.#tell("saved");
      return;
    }
    remember(this.#key, JSON.stringify(this.#body()));
    if (this.state === "conflict") return;
    this.#tell("writing");
    this.#later(PAUSE);
  }

  // Saves now; resolves once nothing is left to save, rejects with the reason otherwise.
  async flush() {
    clearTimeout(this.#timer);
    while (this.#sending) await this.#sending.catch(() => {});
    if (this.isClean) return;
    this.#sending = this.#send();
    try {
      await this.#sending;
    } finally {
      this.#sending = null;
    }
    if (!this.isClean) this.changed();
  }

  // The page is being left: what fits is sent on its way, the rest waits on this device.
  leave() {
    if (this.isClean || this.state === "conflict") return;
    const csrf = document.querySelector('meta[name="csrf"]').content;
    fetch(`${this.#path}/draft`, {
      method: "PUT",
      keepalive: true,
      headers: { "Content-Type": "application/json", "X-CSRF-Token": csrf },
      body: JSON.stringify(this.#body()),
    }).catch(() => {});
  }

  // Goes on from another revision, as after a conflict; `draft` is what is stored there.
  goOnFrom(draft, revision, version) {
    this.#saved = this.#typed(draft);
    this.revision = revision;
    this.version = version;
    this.#tell("saved");
  }

  async discard() {
    clearTimeout(this.#timer);
    while (this.#sending) await this.#sending.catch(() => {});
    if (this.revision) await post(`${this.#path}/discard`, { revision: this.revision });
    this.forget();
  }

  // A draft as one text, to tell whether two are the same.
  #typed(draft = this.#read()) {
    return JSON.stringify(Object.keys(this.#read()).map((name) => draft[name]));
  }

  // `revision`: the draft one goes on from, 0 for none; `version`: the published one, if none.
  #body() {
    return { draft: this.#read(), revision: this.revision, version: this.version };
  }

  #later(pause) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush().catch(() => {}), pause);
  }

  async #send() {
    const body = this.#body();
    this.#tell("saving");
    try {
      const saved = await put(`${this.#path}/draft`, body);
      this.revision = saved.revision;
      this.#saved = this.#typed(body.draft);
      if (this.isClean) this.forget();
      this.#tell("saved", saved);
    } catch (problem) {
      this.#failed(problem);
      throw problem;
    }
  }

  #failed(problem) {
    if (problem.status === 409) {
      this.#tell("conflict", problem.message);
      this.#conflicted(problem);
    } else if (problem.passes) {
      this.#tell("away", problem.message);
      this.#later(AGAIN);
    } else {
      this.#tell("refused", problem.message);
    }
  }

  #tell(state, detail = "") {
    this.state = state;
    this.#told(state, detail);
  }
}
