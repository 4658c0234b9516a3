/** The launcher, and the panel around the conversation: head, banner and composer. */

export const FRAME = `
.dock { position: fixed; right: 20px; bottom: 20px; }
.launcher {
  display: grid; place-items: center; width: 60px; height: 60px; border-radius: 50%;
  background: var(--accent); color: var(--on-accent);
  box-shadow: 0 2px 4px rgb(13 33 51 / 16%), 0 8px 24px rgb(13 33 51 / 24%);
  transition: transform 140ms ease;
}
.launcher:hover { transform: translateY(-2px); }
.launcher:focus-visible { outline-offset: 3px; }
.launcher .icon { grid-area: 1 / 1; width: 28px; height: 28px; transition: opacity 140ms, scale 140ms; }
.launcher[aria-expanded="false"] .icon:last-child,
.launcher[aria-expanded="true"] .icon:first-child { opacity: 0; scale: 0.6; }
.badge {
  position: absolute; top: -4px; right: -4px; min-width: 22px; height: 22px; padding: 0 6px;
  border-radius: 11px; border: 2px solid var(--surface); background: #c4281c; color: #fff;
  font-size: 12px; line-height: 18px; font-weight: 700; text-align: center;
}

.panel {
  position: fixed; right: 20px; bottom: 96px; width: 400px; height: min(640px, 100dvh - 116px);
  display: flex; flex-direction: column; overflow: hidden; background: var(--surface);
  border-radius: var(--round); box-shadow: var(--shadow); outline: 1px solid transparent;
  animation: rise 180ms cubic-bezier(0.2, 0.8, 0.3, 1);
}
@keyframes rise { from { opacity: 0; transform: translateY(12px); } }

.head {
  display: flex; align-items: center; gap: 12px; padding: 14px 10px 14px 16px;
  background: var(--head); color: var(--on-head);
}
.head-words { flex: 1; min-width: 0; }
.head h2 { font-size: 16px; line-height: 1.3; font-weight: 650; letter-spacing: -0.005em; }
.who-is-there { font-size: 13px; line-height: 1.4; }
.avatar {
  display: grid; place-items: center; width: 38px; height: 38px; flex: none; border-radius: 50%;
  background: color-mix(in srgb, currentColor 16%, transparent); font-weight: 650; font-size: 17px;
}
.avatar .icon { width: 24px; height: 24px; }
.quiet { display: grid; place-items: center; width: 44px; height: 44px; border-radius: 12px; }
.quiet:hover { background: color-mix(in srgb, currentColor 14%, transparent); }
.head :focus-visible { outline-color: currentColor; outline-offset: -4px; }

.banner {
  display: flex; gap: 10px; align-items: flex-start; padding: 10px 16px;
  background: var(--warn-ground); color: var(--warn-text); font-size: 13.5px; line-height: 1.45;
}
.banner:has(span:empty) { padding: 0; height: 0; overflow: hidden; }

.own { flex: 1; min-height: 0; overflow-y: auto; padding: 14px; background: var(--ground); }
.own-new {
  display: flex; align-items: center; justify-content: center; gap: 8px; width: 100%;
  min-height: 44px; border-radius: 22px; background: var(--accent); color: var(--on-accent);
  font-weight: 650;
}
.own-new .icon { width: 20px; height: 20px; }
.own-told { padding: 12px 4px 8px; color: var(--muted); }
.own-told:empty { padding: 6px 0 0; }
.own-list { display: grid; gap: 8px; padding: 0; list-style: none; }
.own-item {
  display: grid; gap: 2px; width: 100%; min-height: 44px; padding: 10px 14px; text-align: start;
  border: 1px solid var(--line); border-radius: 12px; background: var(--surface);
}
.own-item:hover, .own-item[aria-current] { border-color: var(--accent-text); }
.own-item small { color: var(--muted); font-size: 13px; }
.own-words { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; font-weight: 550; }

.continuing-words { padding: 10px 4px 8px; line-height: 1.45; }
.continuing-words:empty { display: none; }
.continuing-small { padding: 4px; font-size: 13px; color: var(--muted); }
.continuing-number { font-size: 44px; font-weight: 700; text-align: center; letter-spacing: 0.04em; }
.continuing a.own-new { text-decoration: none; }
.continuing .choice { margin-top: 10px; }
.code { display: block; padding-top: 6px; font: 650 24px/1.4 ui-monospace, monospace; letter-spacing: 0.06em; }
.qr { margin: 14px auto 4px; width: 168px; border-radius: 10px; overflow: hidden; background: #fff; }
.qr svg { display: block; width: 100%; height: auto; fill: #000; shape-rendering: crispEdges; }
@media (pointer: coarse) { .qr { display: none; } }

.middle { position: relative; flex: 1; min-height: 0; background: var(--ground); }
.log {
  position: relative; height: 100%; overflow-y: auto; overscroll-behavior: contain;
  padding: 8px 14px 16px; scrollbar-width: thin; scrollbar-color: var(--line) transparent;
}
.log:focus-visible { outline-offset: -3px; }
.jump {
  position: absolute; right: 12px; bottom: 12px; display: grid; place-items: center;
  width: 40px; height: 40px; border-radius: 50%; border: 1px solid var(--edge);
  background: var(--surface); color: var(--accent-text); box-shadow: 0 2px 10px rgb(13 33 51 / 20%);
}

.composer { padding: 10px 12px 8px; border-top: 1px solid var(--line); background: var(--surface); }
.field {
  display: flex; align-items: flex-end; gap: 6px; padding: 4px 4px 4px 14px;
  border: 1px solid var(--edge); border-radius: 24px; background: var(--surface);
}
.field:focus-within { border-color: var(--accent-text); box-shadow: 0 0 0 1px var(--accent-text); }
.field textarea {
  flex: 1; min-width: 0; padding: 8px 0; border: 0; background: none; resize: none;
  font-size: 16px; line-height: 24px; outline: none; scrollbar-width: thin;
}
textarea::placeholder { color: var(--muted); opacity: 1; }
.send {
  display: grid; place-items: center; width: 40px; height: 40px; flex: none; border-radius: 50%;
  background: var(--accent); color: var(--on-accent); transition: background 120ms;
}
.send[aria-disabled="true"] { background: var(--line); color: var(--muted); cursor: default; }
.counter { padding: 0 6px 8px; font-size: 13px; line-height: 1.4; color: var(--muted); }
.counter:empty { display: none; }
.problem { color: var(--problem); }
.counter.problem { font-weight: 600; }
.small {
  display: flex; flex-wrap: wrap; justify-content: center; align-items: center; gap: 0 6px;
  min-height: 30px; padding-top: 4px; font-size: 12.5px; color: var(--muted);
}
.small:has(span:empty):not(:has(button:not([hidden]))) { display: none; }

@media (max-width: 480px) {
  .panel {
    inset: 0 0 auto 0; width: 100%; height: 100dvh; border-radius: 0; animation-duration: 120ms;
  }
  .panel:not([hidden]) ~ .dock { display: none; }
  .dock { right: 16px; bottom: 16px; }
  .composer { padding-bottom: max(8px, env(safe-area-inset-bottom)); }
  .head { padding-top: max(12px, env(safe-area-inset-top)); }
}
`;
