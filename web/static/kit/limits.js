/** What the server takes: characters of what one writes, and numbers of things. */

import { byId } from "./dom.js";

/** @type {Record<string, number>} as LIMITS of web.http names them */
export const limits = JSON.parse(byId("limits", HTMLScriptElement).text);
