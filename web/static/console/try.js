// The page where any question is tried.

import { tryBox } from "./try_box.js";

const given = JSON.parse(document.getElementById("given").textContent);
const trying = tryBox(given);
document.getElementById("try").append(trying.element);
trying.box.focus();
