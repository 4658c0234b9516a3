/**
 * What a text is read into: words, and elements with what they hold.
 * @typedef {{tag: string, attributes?: Record<string, string>, children?: Tree}} Element
 * @typedef {(string | Element)[]} Tree
 */

/** Blocks in blocks, and words in words, beyond which what is inside is taken as plain words. */
export const MAX_DEPTH = 20;
