/** Two texts side by side, with the words that only one of them has marked. */

import { html } from "../../kit/html.js";

const MAX_COMPARED = 600; // longer texts are shown unmarked rather than slowly

/** Return [the old text, the new one], each as a list of words and marked words. */
export function marked(old, fresh) {
  const before = old.split(/(\s+)/);
  const after = fresh.split(/(\s+)/);
  if (before.length > MAX_COMPARED || after.length > MAX_COMPARED) return [[old], [fresh]];
  const lengths = common(before, after);
  const left = [];
  const right = [];
  let i = 0;
  let j = 0;
  while (i < before.length || j < after.length) {
    if (i < before.length && before[i] === after[j]) {
      left.push(before[i++]);
      right.push(after[j++]);
    } else if (
      j === after.length ||
      (i < before.length && lengths[i + 1][j] >= lengths[i][j + 1])
    ) {
      left.push(mark(before[i++], (word) => html`<del>${word}</del>`));
    } else {
      right.push(mark(after[j++], (word) => html`<ins>${word}</ins>`));
    }
  }
  return [left, right];
}

function mark(word, template) {
  return word.trim() ? template(word) : word;
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
