/** Reads a list of Markdown texts, as JSON, from standard input, and writes the HTML of each. */

import { readFileSync } from "node:fs";
import { blocks } from "../../../web/static/kit/markdown.js";
import { htmlOf } from "./html.js";

const texts = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(texts.map((text) => htmlOf(blocks(text)))));
