/*
 * Effie's chat widget, as one script tag:
 *
 *   <script type="module" src="https://effie.example/widget.js" data-identity="…" async></script>
 *
 * It also works without type="module", so it may use neither `import` nor `import.meta`; that is
 * why it finds its own tag and loads the modules from the place it came from.
 */
(() => {
  const own = /** @type {HTMLScriptElement | null} */ (document.currentScript);
  /** @type {NodeListOf<HTMLScriptElement>} */
  const scripts = document.querySelectorAll("script[src]");
  const isOurs = (script) => /\/widget\.js(\?|#|$)/.test(script.src) && !script.dataset.started;
  const tag = own ?? [...scripts].find(isOurs);
  if (!tag) {
    console.error("Effie: the script tag of widget.js was not found. Leave it on the page.");
    return;
  }
  tag.dataset.started = "yes";
  const base = tag.src.replace(/(static\/)?widget\.js([?#].*)?$/, "");
  import(`${base}static/widget/main.js`)
    .then(({ start }) => start({ base, tag }))
    .catch((error) => console.error("Effie: the chat could not be loaded.", error));
})();
