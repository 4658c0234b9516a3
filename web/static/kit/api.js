// Talking to the web process: JSON in and out, errors with what to do about them.

import { at } from "./base.js";

/** @type {HTMLMetaElement | null} */
const csrf = document.querySelector('meta[name="csrf"]');

const MAX_TRIES = 4; // where the service says when to come back; each may take it ten seconds

export class Problem extends Error {
  /**
   * @param {number} status 0 if the service could not be reached
   * @param {string} name
   * @param {string} message what to do about it
   */
  constructor(status, name, message) {
    super(message);
    this.status = status;
    this.name = name;
  }

  // Whether the same request may well work later, unchanged.
  get temporary() {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }

  get signedOut() {
    return this.status === 401 || this.name === "PageOutOfDate";
  }
}

/** @param {string} path */
export function get(path) {
  return send(path, { method: "GET" });
}

/**
 * @param {string} path
 * @param {object} [body]
 */
export function post(path, body = {}) {
  return change("POST", path, body);
}

/**
 * @param {string} path
 * @param {object} body
 */
export function put(path, body) {
  return change("PUT", path, body);
}

/** @param {string} path */
export function remove(path) {
  return change("DELETE", path, {});
}

// A session begun in another tab has another token.
export function useToken(token) {
  if (csrf) csrf.content = token;
}

// What a request that changes something says of itself.
export function headers(type = "application/json") {
  return { "Content-Type": type, "X-CSRF-Token": csrf?.content ?? "" };
}

function change(method, path, body) {
  return send(path, { method, headers: headers(), body: JSON.stringify(body) });
}

async function send(path, options, tries = 1) {
  let response;
  try {
    response = await fetch(at(path), { ...options, signal: AbortSignal.timeout(20_000) });
  } catch {
    throw new Problem(0, "Offline", "Effie cannot be reached. Check your connection.");
  }
  const pause = response.status === 503 && Number(response.headers.get("Retry-After"));
  if (pause && tries < MAX_TRIES) {
    await new Promise((resolve) => setTimeout(resolve, pause * 1_000));
    return send(path, options, tries + 1);
  }
  if (response.status === 204) return null;
  const body = await response.json().catch(() => ({}));
  if (response.ok) return body;
  const message = body.message ?? "Something went wrong. Try again in a moment.";
  throw new Problem(response.status, body.error ?? "", message);
}
