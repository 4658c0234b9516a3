// Keeps the page of an erasure in step until it is done.

const LOOK_EVERY = 1500; // milliseconds

async function look() {
  const shown = document.getElementById("progress");
  if (!shown || shown.dataset.done === "yes") return;
  try {
    const answer = await fetch(location.href);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const now = page.getElementById("progress");
    if (now) shown.replaceWith(now);
  } catch {
    // Away for a moment: looked for again.
  }
  setTimeout(look, LOOK_EVERY);
}

setTimeout(look, LOOK_EVERY);
