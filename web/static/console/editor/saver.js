/** Keeps what is typed: at once on this device, and after a pause as the article's draft. */

import { at } from "../../kit/base.js";
import { headers, post, put } from "../../kit/api.js";
import { readKept } from "../../kit/kept.js";
import { remember, remembered } from "../../kit/storage.js";
import { articleApi } from "../page.js";

const PAUSE = 1_500; // milliseconds after the last key
const AGAIN = 5_000; // until another try where the server was not reached

export class Saver {
  #path;
  #key;
  #read;
  #told;
  #timer = 0;
  /** @type {Promise<boolean> | null} */
  #sending = null;
  #saved;

  /**
   * Begin with what is stored. `read()` returns the draft as it stands in the form; `told(state,
   * detail)` is called with saved, writing, saving, away, refused or conflict.
   */
  constructor({ slug, member, revision, version }, read, told) {
    this.#path = articleApi(slug);
    this.#key = `effie.article.${member.id}.${slug}`;
    this.#read = read;
    this.#told = told;
    this.#saved = this.#typed();
    this.revision = revision; // of the draft one goes on from, 0 for none
    this.version = version; // the published one, if there is no draft
    this.state = "saved";
  }

  /** Return what was typed on this device and never arrived: {draft, revision, version}, or null. */
  left() {
    const left = readKept(remembered(this.#key), null);
    return left?.draft ? left : null;
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
    remember(this.#key, this.#body());
    if (this.state === "conflict") return;
    this.#tell("writing");
    this.#later(PAUSE);
  }

  /** Save now; tells whether nothing is left to save. */
  async flush() {
    clearTimeout(this.#timer);
    while (this.#sending) await this.#sending;
    if (this.isClean) return true;
    this.#sending = this.#send();
    const isSaved = await this.#sending;
    this.#sending = null;
    if (isSaved && !this.isClean) this.changed();
    return isSaved;
  }

  /** The page is being left: what fits is sent on its way, the rest waits on this device. */
  leave() {
    if (this.isClean || this.state === "conflict") return;
    const options = { method: "PUT", keepalive: true, headers: headers(), body: this.#body() };
    fetch(at(`${this.#path}/draft`), options).catch(() => {});
  }

  /** Go on from another revision, as after a conflict; `draft` is what is stored there. */
  goOnFrom(draft, revision, version) {
    this.#saved = this.#typed(draft);
    this.revision = revision;
    this.version = version;
    this.#tell("saved");
  }

  async discard() {
    clearTimeout(this.#timer);
    while (this.#sending) await this.#sending;
    if (this.revision) await post(`${this.#path}/discard`, { revision: this.revision });
    this.forget();
  }

  // A draft as one text, to tell whether two are the same.
  #typed(draft = this.#read()) {
    return JSON.stringify(Object.keys(this.#read()).map((name) => draft[name]));
  }

  #body(draft = this.#read()) {
    return JSON.stringify({ draft, revision: this.revision, version: this.version });
  }

  #later(pause) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush(), pause);
  }

  // Tells whether it was saved.
  async #send() {
    const draft = this.#read();
    this.#tell("saving");
    try {
      const { revision, version } = this;
      const saved = await put(`${this.#path}/draft`, { draft, revision, version });
      this.revision = saved.revision;
      this.#saved = this.#typed(draft);
      if (this.isClean) this.forget();
      this.#tell("saved", saved);
      return true;
    } catch (problem) {
      this.#tell(
        problem.status === 409 ? "conflict" : problem.temporary ? "away" : "refused",
        problem,
      );
      if (problem.temporary) this.#later(AGAIN);
      return false;
    }
  }

  #tell(state, detail = null) {
    this.state = state;
    this.#told(state, detail);
  }
}
