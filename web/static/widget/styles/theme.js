/** Colours, type and measures, light and dark; and what every element shares. */

export const THEME = `
:host {
  all: initial;
  direction: ltr; /* which "all" leaves as the page has it; what is said has its own */
  color-scheme: light dark;
  --accent: var(--effie-accent, #0a6570);
  --on-accent: var(--effie-on-accent, #ffffff);
  --accent-text: var(--effie-accent-text, #0a6570);
  --accent-soft: var(--effie-accent-soft, #e4f1f2);
  --head: var(--effie-head, var(--accent));
  --on-head: var(--effie-on-head, var(--on-accent));
  --surface: #ffffff;
  --ground: #f3f6f8;
  --text: #16222c;
  --muted: #566573;
  --line: #d9e1e7;
  --edge: #8494a2;
  --problem: #b3261e;
  --warn-ground: #fff4d9;
  --warn-text: #5f4200;
  --shadow: 0 1px 2px rgb(13 33 51 / 8%), 0 16px 48px rgb(13 33 51 / 20%);
  --round: 16px;
  /* What text inherits, also where the page says "* { … !important }". */
  font: 15px/1.5 var(--effie-font, -apple-system, "Segoe UI", Roboto, "Noto Sans", Ubuntu,
    Cantarell, "Liberation Sans", system-ui, sans-serif) !important;
  color: var(--text) !important;
  letter-spacing: normal !important;
  word-spacing: normal !important;
  text-align: start !important;
  text-indent: 0 !important;
  text-shadow: none !important;
  text-transform: none !important;
  white-space: normal !important;
  position: fixed;
  inset: auto 0 0 auto;
  z-index: 2147483000;
}

@media (prefers-color-scheme: dark) {
  :host {
    --accent: var(--effie-accent-dark, #5cc3cc);
    --on-accent: var(--effie-on-accent-dark, #04262a);
    --accent-text: var(--effie-accent-text-dark, #7ad3db);
    --accent-soft: var(--effie-accent-soft-dark, #17343a);
    --head: var(--effie-head-dark, #1c2831);
    --on-head: var(--effie-on-head-dark, #eef3f6);
    --surface: #1a232b;
    --ground: #11181e;
    --text: #e7edf1;
    --muted: #a3b1bc;
    --line: #303d48;
    --edge: #74848f;
    --problem: #ffb4ab;
    --warn-ground: #3b2f12;
    --warn-text: #ffdf9e;
    --shadow: 0 1px 2px rgb(0 0 0 / 40%), 0 16px 48px rgb(0 0 0 / 55%);
  }
}

*, *::before, *::after { box-sizing: border-box; }
[hidden] { display: none !important; }
h2, h3, p, ol, ul { margin: 0; padding: 0; }
ol, ul { list-style: none; }
button, textarea { font: inherit; color: inherit; margin: 0; }
button { border: 0; background: none; padding: 0; cursor: pointer; touch-action: manipulation; }
button:disabled { cursor: default; }
a { color: var(--accent-text); text-underline-offset: 2px; }

:focus { outline: none; }
:focus-visible { outline: 2px solid var(--accent-text); outline-offset: 2px; }

.icon {
  width: 20px; height: 20px; flex: none;
  fill: none; stroke: currentColor; stroke-width: 1.8;
  stroke-linecap: round; stroke-linejoin: round;
}
.unseen {
  position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden;
  clip-path: inset(50%); white-space: nowrap;
}
.link {
  color: var(--accent-text); text-decoration: underline; text-underline-offset: 2px;
  padding: 4px 2px; border-radius: 4px;
}

@media (prefers-reduced-motion: reduce) {
  *, *::before, *::after { animation: none !important; transition: none !important; }
}
`;
