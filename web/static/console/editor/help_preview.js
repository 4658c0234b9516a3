/** The article's page in the help centre, as the server renders it, in a frame that runs nothing. */

/** Put the frame into `place`; return `draw(html)`, which shows a page in it. */
export function helpPreview(place) {
  const frame = document.createElement("iframe");
  frame.className = "help-frame";
  frame.title = "The article in the help centre";
  // Without allow-scripts nothing in the frame can run; its document may be reached from here,
  // so that what changed is put in place and the page stays where it was scrolled to.
  frame.setAttribute("sandbox", "allow-same-origin");
  frame.addEventListener("load", () =>
    frame.contentDocument?.addEventListener("click", openElsewhere),
  );
  place.append(frame);
  let drawn = "";

  return (html) => {
    if (html === drawn) return;
    const shown = drawn && frame.contentDocument?.getElementById("content");
    const content = new DOMParser().parseFromString(html, "text/html").getElementById("content");
    drawn = html;
    if (shown && content) shown.replaceWith(content);
    else frame.srcdoc = html;
  };
}

function openElsewhere(event) {
  const link = event.target.closest?.("a[href]");
  if (!link) return;
  event.preventDefault();
  open(link.href, "_blank", "noopener");
}
