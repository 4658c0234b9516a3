import assert from "node:assert/strict";
import { test } from "node:test";
import { latest } from "../../../web/static/kit/latest.js";

test("only the answer to what was asked last is given, in whatever order they come", async () => {
  const answers = [];
  const given = [];
  const ask = latest((words) => new Promise((...ways) => answers.push([words, ...ways])));
  for (const words of ["a", "ab", "abc"]) {
    ask(words).then(
      (answer) => given.push(answer),
      (problem) => given.push(problem.message),
    );
  }
  const [first, second, third] = answers;
  third[1]("of abc");
  first[1]("of a");
  second[2](new Error("away"));
  await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(given, ["of abc"]);
  const again = ask("abcd");
  answers.at(-1)[2](new Error("away"));
  await assert.rejects(again, /away/);
});
