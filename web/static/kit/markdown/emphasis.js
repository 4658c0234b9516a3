/** Asterisks and underscores: which of them open and close, and what stands between. */

import { MAX_DEPTH } from "./tree.js";

/**
 * @import { Tree } from "./tree.js"
 * @typedef {{sign: string, count: number, opens: boolean, closes: boolean}} Run
 * @typedef {{run: Run | null, length: number, id: number, children: Tree, depth: number}} Frame
 * @typedef {string | Run | import("./tree.js").Element} Piece
 */

const SPACE = /^\s?$/u;
const SIGN = /^[\p{P}\p{S}]$/u;

/**
 * A run of the same sign, by what stands on both sides of it.
 * @param {string} sign
 * @param {number} count
 * @param {string} before the character before, "" at the beginning
 * @param {string} after
 * @returns {Run}
 */
export function readRun(sign, count, before, after) {
  const left = !SPACE.test(after) && (!SIGN.test(after) || SPACE.test(before) || SIGN.test(before));
  const right =
    !SPACE.test(before) && (!SIGN.test(before) || SPACE.test(after) || SIGN.test(after));
  if (sign === "*") return { sign, count, opens: left, closes: right };
  const opens = left && (!right || SIGN.test(before));
  return { sign, count, opens, closes: right && (!left || SIGN.test(after)) };
}

/**
 * Pair the runs among the pieces, as CommonMark does.
 * @param {Piece[]} pieces
 * @returns {Tree}
 */
export function emphasise(pieces) {
  /** @type {Frame[]} */
  const frames = [{ run: null, length: 0, id: -1, children: [], depth: 0 }];
  /** @type {Map<string, number>} below these ids there is no opener for such a closer */
  const floors = new Map();
  let id = -1; // counted by hand: where Prototype.js is, `entries` numbers nothing
  for (const piece of pieces) {
    id += 1;
    if (typeof piece === "string" || "tag" in piece) {
      frames[frames.length - 1].children.push(piece);
      continue;
    }
    const run = { ...piece };
    if (run.closes) close(frames, run, piece.count, id, floors);
    if (run.count > 0 && run.opens) {
      frames.push({ run, length: piece.count, id, children: [], depth: 0 });
    } else if (run.count > 0) {
      frames[frames.length - 1].children.push(run.sign.repeat(run.count));
    }
  }
  fold(frames, 0);
  return joined(frames[0].children);
}

/**
 * @param {Frame[]} frames
 * @param {Run} run
 * @param {number} length of the run as it was written
 * @param {number} id
 * @param {Map<string, number>} floors
 */
function close(frames, run, length, id, floors) {
  while (run.count > 0) {
    const key = `${run.sign}${run.opens}${length % 3}`;
    const at = findOpener(frames, run, length, floors.get(key) ?? 0);
    if (at < 0) {
      floors.set(key, id);
      return;
    }
    fold(frames, at);
    const opener = frames[at];
    const used = run.count > 1 && (opener.run?.count ?? 0) > 1 ? 2 : 1;
    const node = { tag: used > 1 ? "strong" : "em", children: joined(opener.children) };
    let depth = opener.depth + 1;
    if (depth > MAX_DEPTH) {
      node.children = [words(node.children)];
      depth = 1;
    }
    run.count -= used;
    if (opener.run) opener.run.count -= used;
    const isSpent = !opener.run?.count;
    if (isSpent) frames.pop();
    const holder = isSpent ? frames[frames.length - 1] : opener;
    if (!isSpent) holder.children = [];
    holder.children.push(node);
    holder.depth = Math.max(isSpent ? holder.depth : 0, depth);
  }
}

/**
 * @param {Frame[]} frames
 * @param {Run} run
 * @param {number} length
 * @param {number} floor
 */
function findOpener(frames, run, length, floor) {
  for (let at = frames.length - 1; at > 0 && frames[at].id >= floor; at -= 1) {
    const opener = frames[at];
    if (opener.run?.sign !== run.sign) continue;
    const eitherBoth = opener.run.closes || run.opens;
    const odd = (opener.length + length) % 3 === 0 && (opener.length % 3 || length % 3);
    if (!(eitherBoth && odd)) return at;
  }
  return -1;
}

/**
 * Take the frames above this one as the words they are.
 * @param {Frame[]} frames
 * @param {number} at
 */
function fold(frames, at) {
  const holder = frames[at];
  for (const { run, children, depth } of frames.splice(at + 1)) {
    holder.children.push((run?.sign ?? "").repeat(run?.count ?? 0));
    for (const child of children) holder.children.push(child);
    holder.depth = Math.max(holder.depth, depth);
  }
}

/**
 * Neighbouring words as one piece.
 * @param {Tree} tree
 * @returns {Tree}
 */
function joined(tree) {
  /** @type {Tree} */
  const found = [];
  for (const node of tree) {
    const last = found.at(-1);
    if (typeof node === "string" && typeof last === "string") found[found.length - 1] = last + node;
    else if (node !== "") found.push(node);
  }
  return found;
}

/**
 * The words of a tree.
 * @param {Tree} tree
 * @returns {string}
 */
export function words(tree) {
  return tree
    .map((node) => {
      if (typeof node === "string") return node;
      if (node.tag === "br") return "\n";
      return node.attributes?.alt ?? words(node.children ?? []);
    })
    .join("");
}
