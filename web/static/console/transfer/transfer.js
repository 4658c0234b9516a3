/** Import: choose a file, see what would change, then do it. */

import { byId, one } from "../../kit/dom.js";
import { nothing, render } from "../../kit/html.js";
import { limits } from "../../kit/limits.js";
import { changesOf, resultView } from "./result.js";
import { send } from "./stream.js";

const STOPPED = "Stopped. What was taken in so far stays; import it again to go on.";
const form = byId("import", HTMLFormElement);
const drop = byId("drop");
/** @type {AbortController | null} */
let underWay = null; // what stops the work under way

form.file.addEventListener("change", choose);
form.options.addEventListener("change", forget);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  work(true);
});
byId("apply").addEventListener("click", () => work(false));
byId("stop").addEventListener("click", () => underWay?.abort());
addEventListener("beforeunload", (event) => underWay && event.preventDefault());
for (const name of ["dragover", "dragleave", "drop"])
  drop.addEventListener(name, (event) => {
    event.preventDefault();
    drop.classList.toggle("over", name === "dragover");
  });
drop.addEventListener("drop", ({ dataTransfer }) => {
  if (underWay || !dataTransfer?.files.length) return;
  form.file.files = dataTransfer.files;
  choose();
});
choose(); // a reloaded page may still hold a file

function choose() {
  const file = form.file.files[0];
  forget();
  if (!file) return;
  byId("chosen").textContent = file.name;
  for (const name of ["withdraw", "overwrite"]) byId(name).hidden = isTable(file);
  byId("withdraw").hidden ||= isPage(file);
  form.options.hidden = isTable(file);
  if (isTable(file)) offerPublishing(file);
  const trouble = troubleWith(file);
  complain(trouble);
  one("#look").disabled = Boolean(trouble);
}

function isTable(file) {
  return /\.(csv|tsv|txt)$/i.test(file.name);
}

// Rows that are articles may be published at once; example questions have nothing to choose.
async function offerPublishing(file) {
  const [first] = (await file.slice(0, 2000).text()).replace(/^\W*sep=.*\s+/i, "").split(/[\r\n]/);
  const isAsked = /^\W*(article\W+question|question\W+article)\W*$/i.test(first);
  if (form.file.files[0] === file) form.options.hidden = isAsked;
}

// Of another help centre: none of our own articles is missing because it isn't in there.
function isPage(file) {
  return /\.(json|html?)$/i.test(file.name);
}

function troubleWith(file) {
  if (!isTable(file) && !isPage(file) && !/\.zip$/i.test(file.name))
    return "Choose a .zip, .csv, .json or .html file.";
  if (file.size > limits.upload_bytes)
    return `The file is larger than ${limits.upload_bytes / 1e6} MB. Split it.`;
  return "";
}

// What was seen before holds no longer.
function forget() {
  complain("");
  showResult(nothing, false);
}

function showResult(view, mayApply) {
  render(view, byId("result"));
  byId("apply").hidden = !mayApply;
  byId("look").hidden = mayApply;
}

async function work(isDry) {
  const file = form.file.files[0];
  const controller = new AbortController();
  underWay = controller;
  setBusy(true);
  complain("");
  tell({ stage: "Sending", done: 0, total: 0 });
  try {
    const result = await send(address(file, isDry), file, tell, controller.signal);
    showResult(resultView(result), isDry && changesOf(result) > 0);
    byId("result").focus();
  } catch (error) {
    complain(error.name === "AbortError" ? STOPPED : error.message);
  } finally {
    underWay = null;
    setBusy(false);
  }
}

function address(file, isDry) {
  const options = new URLSearchParams({ name: file.name, dry: isDry ? "1" : "0" });
  for (const name of ["overwrite", "publish", "withdraw"])
    if (form[name].checked && !form[name].closest("label").hidden) options.set(name, "1");
  return `/console/api/transfer/${isTable(file) ? "questions" : "articles"}?${options}`;
}

function setBusy(isBusy) {
  for (const part of [byId("going"), byId("stop")]) part.hidden = !isBusy;
  for (const part of [form.file, form.options, one("#look"), one("#apply")]) part.disabled = isBusy;
}

function tell({ stage, done, total }) {
  const count = (number) => number.toLocaleString("en");
  const share = total ? Math.round((100 * done) / total) : 0;
  const words = total ? `${stage} ${count(done)} of ${count(total)} articles` : `${stage} the file`;
  byId("stage").textContent = words;
  byId("bar").ariaValueNow = String(share);
  one("#bar span").style.width = `${share}%`;
}

function complain(words) {
  byId("trouble").hidden = !words;
  byId("trouble").textContent = words;
}
