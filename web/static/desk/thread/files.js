/** The files of a message: pictures as pictures, the others to save. */

import { at } from "../../kit/base.js";
import { sizeInWords } from "../../kit/attaching.js";
import { html, icon } from "../../kit/html.js";

export function filesOf({ content }) {
  const files = content?.attachments ?? [];
  return files.length ? html`<div class="files">${files.map(file)}</div>` : null;
}

/** The address of a file, or of its preview. */
export function addressOfFile(id, isPreview = false) {
  return at(`/desk/api/attachments/${encodeURIComponent(id)}${isPreview ? "?as=preview" : ""}`);
}

function file({ id, name, type, size, alt, width, height }) {
  const isPicture = type.startsWith("image/");
  const scale = Math.min(1, 260 / (width || 1), 260 / (height || 1));
  if (isPicture)
    return html`<a class="picture" href=${addressOfFile(id)} target="_blank" rel="noopener noreferrer">
      <img src=${addressOfFile(id, true)} alt=${alt || `Picture ${name}`} loading="lazy"
        width=${Math.round(width * scale) || 1} height=${Math.round(height * scale) || 1} @error=${showName} />
    </a>`;
  return html`<a class="file" href=${addressOfFile(id)} target="_blank" rel="noopener noreferrer">
    ${icon("page")}<span><b>${name}</b><small>${alt || sizeInWords(size)}</small></span>
  </a>`;
}

// A picture that is still being checked for viruses, or was refused: its link says which.
function showName({ target }) {
  target.parentElement.classList.add("away");
}
