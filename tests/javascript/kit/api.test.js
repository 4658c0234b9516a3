import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, test } from "node:test";

/** @type {{status: number, headers?: object, body: object}[]} */
let answers = [];
let asked = 0;
const server = createServer((_request, response) => {
  asked += 1;
  const { status, headers = {}, body } = answers.shift() ?? { status: 500, body: {} };
  response.writeHead(status, { "Content-Type": "application/json", ...headers });
  response.end(JSON.stringify(body));
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(null)));
after(() => server.close());
const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
const place = `http://127.0.0.1:${port}/desk/api/handoffs/1/claim`;

// The page that the module looks for its token in.
Object.assign(globalThis, { document: { querySelector: () => null } });
const { post } = await import("../../../web/static/kit/api.js");

function answerWith(...given) {
  answers = given;
  asked = 0;
}

const busy = { status: 503, headers: { "Retry-After": "0.01" }, body: { message: "Busy." } };

test("what the service asks to be sent again in a moment is sent again", async () => {
  answerWith(busy, busy, { status: 200, body: { id: 1 } });
  assert.deepEqual(await post(place), { id: 1 });
  assert.equal(asked, 3);
});

test("what stays busy is told in the end", async () => {
  answerWith(busy, busy, busy, busy, busy);
  await assert.rejects(post(place), { status: 503, message: "Busy." });
  assert.equal(asked, 4);
});

test("what is away for longer is told at once", async () => {
  answerWith({ status: 503, body: { message: "The assistant is away." } });
  await assert.rejects(post(place), { message: "The assistant is away." });
  assert.equal(asked, 1);
});
