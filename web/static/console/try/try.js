/** The page where any question is tried. */

import { one } from "../../kit/dom.js";
import { tryBox } from "./try_box.js";

tryBox(() => null);
one("#try-form input").focus();
