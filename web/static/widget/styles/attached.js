/** Files: those about to be sent, and those in messages. */

export const ATTACHED = `
.tray { padding: 0 2px 8px; }
.tray-list { display: grid; gap: 6px; max-height: 200px; overflow-y: auto; }
.tray-item {
  display: flex; gap: 10px; align-items: flex-start; padding: 6px; border: 1px solid var(--line);
  border-radius: 12px; background: var(--ground);
}
.tray-item.failed { border-color: var(--problem); }
.tray-item > img, .tray-file {
  width: 48px; height: 48px; flex: none; border-radius: 8px; object-fit: cover;
  display: grid; place-items: center; background: var(--accent-soft); color: var(--accent-text);
}
.tray-words { flex: 1; min-width: 0; display: grid; gap: 2px; font-size: 13px; line-height: 1.4; }
.tray-words b { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; font-weight: 600; }
.tray-words p { color: var(--muted); display: flex; flex-wrap: wrap; gap: 0 8px; align-items: center; }
.failed .tray-words p { color: var(--problem); }
.tray-words progress { width: 100%; height: 4px; accent-color: var(--accent); }
.tray-alt {
  width: 100%; margin: 4px 0 0; padding: 5px 8px; border: 1px solid var(--edge); border-radius: 8px;
  background: var(--surface); color: var(--text); font: inherit; font-size: 16px;
}
.tray-remove { display: grid; place-items: center; width: 32px; height: 32px; flex: none; border-radius: 8px; }
.tray-remove:hover { background: var(--line); }
.tray-remove .icon { width: 16px; height: 16px; }
.tray-problem { padding: 6px 4px 0; font-size: 13px; }
.tray-problem:empty { display: none; }
.attach-buttons { display: flex; flex: none; margin-left: -8px; }
.attach {
  display: grid; place-items: center; width: 40px; height: 40px; border-radius: 50%;
  color: var(--accent-text);
}
.attach:hover { background: var(--accent-soft); }
.dropping .middle::after {
  content: attr(data-drop); position: absolute; inset: 10px; display: grid; place-items: center;
  border: 2px dashed var(--accent-text); border-radius: var(--round); background: var(--surface);
  color: var(--accent-text); font-weight: 650; opacity: 0.94;
}

.attached { display: grid; gap: 6px; max-width: 100%; justify-items: start; }
.mine .attached { justify-items: end; }
.bubble + .attached { margin-top: 4px; }
.bubble:empty { display: none; }
.picture { display: block; max-width: 100%; border-radius: 14px; overflow: hidden; border: 1px solid var(--line); }
.picture img { display: block; max-width: 100%; height: auto; background: var(--line); }
.file {
  display: flex; gap: 10px; align-items: center; max-width: 100%; min-height: 44px; padding: 8px 14px;
  border: 1px solid var(--line); border-radius: 14px; background: var(--surface); color: var(--text);
  text-decoration: none;
}
a.file:hover b { text-decoration: underline; }
.file .icon { color: var(--accent-text); }
.file-words { display: grid; min-width: 0; }
.file b { font-weight: 600; overflow-wrap: anywhere; }
.file small { font-size: 13px; color: var(--muted); }
`;
