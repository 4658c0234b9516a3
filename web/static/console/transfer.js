// Import: choose a file, see what would change, then do it.

import { send } from "./transfer_stream.js";
import { changesOf, resultOf } from "./transfer_result.js";

const LARGEST = 20_000_000; // bytes
const place = (id) => document.getElementById(id);
const form = place("import");
const drop = place("drop");
let going = null; // what stops the work under way

form.file.addEventListener("change", choose);
form.wishes.addEventListener("change", forget);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  work(true);
});
place("apply").addEventListener("click", () => work(false));
place("stop").addEventListener("click", () => going?.abort());
addEventListener("beforeunload", (event) => {
  if (going) event.preventDefault();
});
for (const name of ["dragover", "dragleave", "drop"])
  drop.addEventListener(name, (event) => {
    event.preventDefault();
    drop.classList.toggle("over", name === "dragover");
  });
drop.addEventListener("drop", (event) => {
  if (going || !event.dataTransfer.files.length) return;
  form.file.files = event.dataTransfer.files;
  choose();
});
choose(); // a reloaded page may still hold a file

function choose() {
  const file = form.file.files[0];
  forget();
  if (!file) return;
  place("chosen").textContent = file.name;
  place("wishes").hidden = !file.name.toLowerCase().endsWith(".zip");
  const trouble = troubleWith(file);
  complain(trouble);
  place("look").disabled = Boolean(trouble);
}

function troubleWith(file) {
  if (!/\.(zip|csv)$/i.test(file.name)) return "Choose a .zip or a .csv file.";
  if (file.size > LARGEST) return `The file is larger than ${LARGEST / 1e6} MB. Split it.`;
  return "";
}

// What was seen before holds no longer.
function forget() {
  complain("");
  place("result").replaceChildren();
  place("apply").hidden = true;
  place("look").hidden = false;
}

async function work(dry) {
  const file = form.file.files[0];
  going = new AbortController();
  show(true);
  complain("");
  tell({ stage: "Sending", done: 0, total: 0 });
  try {
    const result = await send(address(file, dry), file, tell, going.signal);
    place("result").replaceChildren(...resultOf(result));
    place("apply").hidden = !dry || !changesOf(result);
    place("look").hidden = !place("apply").hidden;
    place("result").focus();
  } catch (error) {
    complain(
      error.name === "AbortError"
        ? "Stopped. What was taken in so far stays; import it again to go on."
        : error.message,
    );
  } finally {
    going = null;
    show(false);
  }
}

function address(file, dry) {
  const kind = file.name.toLowerCase().endsWith(".zip") ? "articles" : "questions";
  const wishes = new URLSearchParams({ name: file.name, dry: dry ? "1" : "0" });
  for (const wish of ["overwrite", "withdraw"]) if (form[wish].checked) wishes.set(wish, "1");
  return `/console/api/transfer/${kind}?${wishes}`;
}

function show(busy) {
  place("going").hidden = !busy;
  place("stop").hidden = !busy;
  form.file.disabled = busy;
  form.wishes.disabled = busy;
  place("look").disabled = busy;
  place("apply").disabled = busy;
}

function tell({ stage, done, total }) {
  const share = total ? Math.round((100 * done) / total) : 0;
  const words = total ? `${stage} ${count(done)} of ${count(total)} articles` : `${stage} the file`;
  place("stage").textContent = words;
  place("bar").setAttribute("aria-valuenow", share);
  place("bar").firstElementChild.style.width = `${share}%`;
}

function count(number) {
  return number.toLocaleString("en");
}

function complain(words) {
  place("trouble").hidden = !words;
  place("trouble").textContent = words;
}
