// Two texts side by side, with the words that only one of them has marked.

import { el } from "../kit/dom.js";

const MOST = 600; // words: longer texts are shown unmarked rather than slowly

// Returns [nodes of the old text, nodes of the new one].
export function marked(old, fresh) {
  const before = old.split(/(\s+)/);
  const after = fresh.split(/(\s+)/);
  if (before.length > MOST || after.length > MOST) return [[old], [fresh]];
  const lengths = common(before, after);
  const left = [];
  const right = [];
  let i = 0;
  let j = 0;
  while (i < before.length || j < after.length) {
    if (i < before.length && j < after.length && before[i] === after[j]) {
      left.push(before[i]);
      right.push(after[j]);
      i += 1;
      j += 1;
    } else if (j >= after.length || (i < before.length && lengths[i + 1][j] >= lengths[i][j + 1])) {
      left.push(mark("del", before[i]));
      i += 1;
    } else {
      right.push(mark("ins", after[j]));
      j += 1;
    }
  }
  return [left, right];
}

function mark(tag, word) {
  return word.trim() ? el(tag, {}, word) : word;
}

// How long the longest common run of words is from each pair of places on.
function common(before, after) {
  const lengths = Array.from(
    { length: before.length + 1 },
    () => new Uint16Array(after.length + 1),
  );
  for (let i = before.length - 1; i >= 0; i -= 1) {
    for (let j = after.length - 1; j >= 0; j -= 1) {
      lengths[i][j] =
        before[i] === after[j]
          ? lengths[i + 1][j + 1] + 1
          : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
    }
  }
  return lengths;
}
