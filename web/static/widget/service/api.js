/** Talking to the service: JSON requests with the conversation's token. */

import { putFile } from "../../kit/attaching.js";
import { asJson } from "../../kit/json.js";

const MAX_ANSWER_WAIT = 15_000; // milliseconds until a request counts as lost
const MAX_ASKED_WAIT = 120; // seconds that somebody can be asked to wait without a word of their own

/** The service, or the way to it, refused. */
export class ApiError extends Error {
  /** status: the HTTP status, 0 if no answer came; retryAfter: seconds, 0 if it says nothing */
  constructor(status, message, retryAfter = 0) {
    super(message);
    this.status = status;
    this.retryAfter = retryAfter;
  }

  /** The same request may work later, unchanged. */
  get temporary() {
    return this.busy || this.status === 0 || this.status === 408 || this.status >= 500;
  }

  /** The service is there and has more to do than it can: it says when to come again. */
  get busy() {
    return this.retryAfter > 0 && this.retryAfter <= MAX_ASKED_WAIT;
  }

  /** The conversation, or the right to it, is no longer there. */
  get gone() {
    return this.status === 401 || this.status === 404;
  }
}

export class Api {
  #base;

  /** base: the service's address, ending in "/" */
  constructor(base) {
    this.#base = base;
  }

  /** Return the company's name, welcome and suggestions. */
  widget() {
    return this.#json("GET", "api/widget");
  }

  /**
   * Begin a conversation, or go on with the one the token belongs to, or with one that the
   * customer had elsewhere. visitor: the token of the one they had before anybody knew them, which
   * becomes theirs; isNew: go on with none
   */
  begin({ identity, token, visitor, isNew = false, page }) {
    const body = { page };
    for (const [name, value] of Object.entries({ identity, token, visitor, new: isNew })) {
      if (value) body[name] = value;
    }
    return this.#json("POST", "api/conversations", body);
  }

  /** Return the conversations of the customer who is vouched for, the latest first. */
  async own(identity) {
    return (await this.#json("POST", "api/conversations/own", { identity })).conversations;
  }

  /** Send a message; resolves once the service has it for good. */
  post({ conversation, token }, message) {
    return this.#json("POST", `api/conversations/${conversation}/messages`, message, token);
  }

  /** Return the conversation as a file: form "text", or "page" for one to print. */
  async transcript({ conversation, token }, form) {
    const path = `api/conversations/${conversation}/transcript?as=${form}`;
    const headers = { Authorization: `Bearer ${token}` };
    const signal = AbortSignal.timeout(MAX_ANSWER_WAIT);
    return (await this.#fetch(path, { headers, signal })).blob();
  }

  /** Have the conversation sent to an e-mail address. */
  mailTranscript({ conversation, token }, id, to) {
    return this.#json("POST", `api/conversations/${conversation}/transcript`, { id, to }, token);
  }

  /** Upload a file for a message to bring; see AttachedFiles. */
  upload({ conversation, token }, file, id, onProgress, signal) {
    const asked = new URLSearchParams({ id, name: file.name });
    const url = `${this.#base}api/conversations/${conversation}/attachments?${asked}`;
    return putFile(url, { Authorization: `Bearer ${token}` }, file, onProgress, signal);
  }

  /** Say that the customer is typing. */
  typing({ conversation, token }) {
    return this.#json("POST", `api/conversations/${conversation}/typing`, {}, token);
  }

  /** Say that the customer has seen everything up to `seq`. */
  seen({ conversation, token }, seq) {
    return this.#json("POST", `api/conversations/${conversation}/seen`, { seq }, token);
  }

  /** Return what was said before `before`: a page of it, and whether there is more. */
  earlier({ conversation, token }, before) {
    const path = `api/conversations/${conversation}/utterances?before=${before}`;
    return this.#json("GET", path, null, token);
  }

  /** Return the channels on which a conversation can go on. */
  async ways({ conversation, token }) {
    return (await this.#json("GET", `api/conversations/${conversation}/ways`, null, token)).ways;
  }

  /** Return a code with which a conversation goes "there", or comes "here". */
  offerLink({ conversation, token }, connection, direction) {
    const body = { connection, direction };
    return this.#json("POST", `api/conversations/${conversation}/links`, body, token);
  }

  lookAtLink({ conversation, token }, link) {
    return this.#json("GET", `api/conversations/${conversation}/links/${link}`, null, token);
  }

  decideLink({ conversation, token }, link, accept) {
    const path = `api/conversations/${conversation}/links/${link}`;
    return this.#json("POST", path, { accept }, token);
  }

  /** Open the stream of the announcements that stand for a reader: {identity, channel, page}. */
  announcements({ identity = "", channel = "web", page }, signal) {
    const body = asJson(identity ? { identity, channel, page } : { channel, page });
    const headers = { "Content-Type": "application/json" };
    return this.#fetch("api/announcements", { method: "POST", headers, body, signal });
  }

  /** Open the stream of what is said after `after`; resolves with the response, still arriving. */
  async stream({ conversation, token }, after, signal) {
    const path = `api/conversations/${conversation}/stream?after=${after}`;
    return this.#fetch(path, { headers: { Authorization: `Bearer ${token}` }, signal });
  }

  async #json(method, path, body, token) {
    const headers = body ? { "Content-Type": "application/json" } : {};
    if (token) headers.Authorization = `Bearer ${token}`;
    const response = await this.#fetch(path, {
      method,
      headers,
      body: body && asJson(body),
      signal: AbortSignal.timeout(MAX_ANSWER_WAIT),
    });
    if (response.status === 204) return null;
    return response.json().catch(() => {
      throw new ApiError(0, "The answer was cut off.");
    });
  }

  async #fetch(path, options) {
    let response;
    try {
      response = await fetch(this.#base + path, {
        ...options,
        cache: "no-store",
        credentials: "omit",
      });
    } catch (error) {
      throw new ApiError(0, String(error));
    }
    if (response.ok) return response;
    const said = await response.json().catch(() => ({}));
    const retryAfter = Number(response.headers.get("Retry-After")) || 0;
    const message = said.message || "That did not work. Please try again.";
    throw new ApiError(response.status, message, retryAfter);
  }
}
