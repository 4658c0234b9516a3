/** What a page asks of the service about its conversation; one is begun if there is none. */

import { UploadError } from "../../kit/attaching.js";

export class Requests {
  #api;
  #session;

  constructor(api, session) {
    this.#api = api;
    this.#session = session;
  }

  /** Return the channels on which the conversation can go on. */
  async ways() {
    return this.#api.ways(await this.#session.join());
  }

  /** Ask for a code for a channel. direction: "there" or "here" */
  async offerLink(connection, direction) {
    return this.#api.offerLink(await this.#session.join(), connection, direction);
  }

  async lookAtLink(link) {
    return this.#api.lookAtLink(await this.#session.join(), link);
  }

  /** Say on this end whether it is the same person. */
  async decideLink(link, accept) {
    return this.#api.decideLink(await this.#session.join(), link, accept);
  }

  /** Return the conversation as a file. */
  async transcript(form) {
    return this.#api.transcript(await this.#session.join(), form);
  }

  async mailTranscript(id, to) {
    return this.#api.mailTranscript(await this.#session.join(), id, to);
  }

  /** Upload a file for the next message; see AttachedFiles. */
  async upload(file, id, onProgress, signal) {
    const right = await this.#session.join().catch((error) => {
      throw new UploadError(error.message, error);
    });
    return this.#api.upload(right, file, id, onProgress, signal);
  }

  /** Return what was said before an utterance. */
  async earlier(seq) {
    return this.#api.earlier(await this.#session.join(), seq);
  }
}
