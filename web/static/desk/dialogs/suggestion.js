/** "Suggest a change": what is wrong with an article, or missing, for those who write them. */

import { post } from "../../kit/api.js";
import { ask, field } from "../../kit/dialog.js";
import { html } from "../../kit/html.js";
import { toast } from "../../kit/toast.js";
import { state } from "../store.js";

/** `article` is {slug, title}, or null for one that is missing. */
export function suggest(article) {
  const conversation = state.conversation ?? "";
  ask({
    title: article ? `Suggest a change to “${article.title}”` : "Suggest an article",
    body: field(
      article ? "What should it say, or not say?" : "What should there be an article about?",
      html`<textarea name="text" rows="4" maxlength="1000" required></textarea>`,
      "The content team reads it among the gaps.",
    ),
    action: "Tell the content team",
    submit: async (form) => {
      const text = form.get("text").trim();
      await post("/desk/api/suggestions", { text, article: article?.slug ?? "", conversation });
      toast("The content team has it.");
    },
  });
}
