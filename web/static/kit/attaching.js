/**
 * Files that somebody attaches: uploaded at once, kept by the service, and sent with a message.
 *
 * uploading ──the service has it──► done ──the message is sent──► taken
 *     └──────the service refuses it──► failed ──"Try again"──► uploading
 *
 * A file keeps its id however often it is uploaded, so that the service keeps it once.
 */

import { newId } from "./ids.js";
import { backoff, Pause } from "./timing.js";

export const ACCEPTED =
  "image/jpeg,image/png,image/gif,image/webp,application/pdf,text/plain,.txt,.csv,.log,.md";
const PICTURE = /^image\/(jpeg|png|gif|webp)$/;

/**
 * @typedef {object} Attaching
 * @property {string} key
 * @property {File} file
 * @property {string} name
 * @property {number} size bytes
 * @property {string} preview an address of the picture, "" for another file
 * @property {"uploading" | "done" | "failed"} state
 * @property {number} progress 0 to 1
 * @property {string} problem why it was refused
 * @property {boolean} mayRetry
 * @property {string} held why it can be opened only later
 * @property {string} alt what a picture shows, in the sender's words
 * @property {{id: string, name: string, type: string, size: number} | null} kept
 *
 * @typedef {{id: string, name: string, type: string, size: number, alt: string}} Taken
 */

/** What an upload came to besides an answer; `temporary`: the same again may work. */
export class UploadError extends Error {
  constructor(message, { temporary = false, status = 0 } = {}) {
    super(message);
    this.temporary = temporary;
    this.status = status;
  }
}

export class AttachedFiles {
  #upload;
  #onChange;
  #limits;
  /** @type {Attaching[]} */
  #items = [];
  /** @type {Map<string, {end: AbortController, pause: Pause}>} */
  #running = new Map();

  /**
   * @param {object} ways
   * @param {(file: File, id: string, onProgress: (part: number) => void, signal: AbortSignal) =>
   *   Promise<any>} ways.upload resolves with what the service has kept; rejects with an UploadError
   * @param {() => void} ways.onChange
   * @param {() => {attachments?: number, attachment_bytes?: number, alt?: number}} ways.limits
   */
  constructor({ upload, onChange, limits }) {
    this.#upload = upload;
    this.#onChange = onChange;
    this.#limits = limits;
  }

  get items() {
    return this.#items;
  }

  /** How long what a picture shows may be, in characters; undefined until the service has told. */
  get longestAlt() {
    return this.#limits().alt;
  }

  /** Whether everything attached may be sent now. */
  get areReady() {
    return this.#items.every(({ state }) => state === "done");
  }

  /**
   * Take files and begin to upload them; says in words what was left out, "" for nothing.
   * @param {Iterable<File>} files
   */
  add(files) {
    const { attachments: most = 5, attachment_bytes: largest = 10_000_000 } = this.#limits();
    const left = [];
    for (const file of files) {
      if (this.#items.length >= most) return `A message can bring ${most} files at most.`;
      if (file.size > largest)
        left.push(`“${file.name}” is larger than ${Math.floor(largest / 1e6)} MB.`);
      else if (!file.size) left.push(`“${file.name}” is empty.`);
      else this.#begin(file);
    }
    this.#onChange();
    return left.join(" ");
  }

  remove(key) {
    this.#stop(key);
    this.#items = this.#items.filter((item) => {
      if (item.key === key && item.preview) URL.revokeObjectURL(item.preview);
      return item.key !== key;
    });
    this.#onChange();
  }

  retry(key) {
    this.#change(key, { state: "uploading", progress: 0, problem: "" });
    this.#run(key);
  }

  /** Say what a picture shows. */
  describe(key, alt) {
    this.#items = this.#items.map((item) => (item.key === key ? { ...item, alt } : item));
  }

  /**
   * Hand over what is attached, for a message to bring.
   * @returns {Taken[]}
   */
  take() {
    const taken = this.#items.flatMap(({ kept, alt }) => (kept ? [{ ...kept, alt }] : []));
    this.clear();
    return taken;
  }

  clear() {
    for (const { key } of [...this.#items]) this.remove(key);
  }

  #begin(file) {
    const key = newId();
    const preview = PICTURE.test(file.type) ? URL.createObjectURL(file) : "";
    this.#items = [
      ...this.#items,
      {
        key,
        file,
        name: file.name,
        size: file.size,
        preview,
        state: "uploading",
        progress: 0,
        problem: "",
        mayRetry: false,
        held: "",
        alt: "",
        kept: null,
      },
    ];
    this.#run(key);
  }

  async #run(key) {
    const running = { end: new AbortController(), pause: new Pause() };
    this.#running.set(key, running);
    const { signal } = running.end;
    const onProgress = (progress) => this.#change(key, { progress });
    for (let attempt = 0; !signal.aborted; attempt += 1) {
      const item = this.#items.find((each) => each.key === key);
      if (!item) return;
      try {
        const { held, id, name, type, size } = await this.#upload(
          item.file,
          key,
          onProgress,
          signal,
        );
        const kept = { id, name, type, size };
        return this.#change(key, { state: "done", progress: 1, held, name, kept });
      } catch (error) {
        if (signal.aborted) return;
        if (!error.temporary) return this.#change(key, { state: "failed", problem: error.message });
        this.#change(key, { progress: 0 });
        await running.pause.wait(backoff(attempt));
      }
    }
  }

  #stop(key) {
    const running = this.#running.get(key);
    running?.end.abort();
    running?.pause.end();
    this.#running.delete(key);
  }

  #change(key, changes) {
    this.#items = this.#items.map((item) => (item.key === key ? { ...item, ...changes } : item));
    this.#onChange();
  }
}

/**
 * Send a file as a request's body, telling how far it has come; fetch cannot tell that.
 * @param {string} url
 * @param {Record<string, string>} headers
 * @param {File} file
 * @param {(part: number) => void} onProgress
 * @param {AbortSignal} signal
 * @returns {Promise<any>}
 */
export function putFile(url, headers, file, onProgress, signal) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", url);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.responseType = "json";
    request.upload.onprogress = ({ loaded, total }) => total && onProgress(loaded / total);
    request.onload = () => {
      const { status, response } = request;
      if (status === 201 && response) return resolve(response);
      const temporary = status === 408 || status === 429 || status >= 500;
      const message = response?.message || "This file could not be uploaded. Try again.";
      reject(new UploadError(message, { temporary, status }));
    };
    request.onerror = () => reject(new UploadError("Not connected.", { temporary: true }));
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.onabort = () => reject(new UploadError("Taken away."));
    request.send(file);
  });
}

/** Return files that were dropped or pasted, [] if it was something else. */
export function filesOf(transfer) {
  return transfer ? [...transfer.files] : [];
}

/** Return how large a file is, in words. */
export function sizeInWords(bytes) {
  if (bytes < 1000) return `${bytes} bytes`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
