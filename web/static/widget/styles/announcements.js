/** Announcements, in the chat's window and above its button. */

export const ANNOUNCEMENTS = `
.announcements[hidden] { display: none; }
.announcements-list { display: grid; }
.panel .announcements { flex: none; max-height: 40%; overflow-y: auto; }
.announcement {
  display: flex; align-items: flex-start; gap: 4px; padding: 8px 4px 8px 16px;
  border-bottom: 1px solid var(--line); background: var(--warn-ground); color: var(--warn-text);
  font-size: 14px; line-height: 1.45;
}
.announcement.solved { background: var(--accent-soft); color: var(--text); }
.announcement-words { flex: 1; min-width: 0; padding: 4px 0; overflow-wrap: anywhere; }
.announcement-news { font-size: 13px; }
.announcement-tell {
  min-height: 44px; margin: 0 0 -6px; padding: 6px 0; font-size: 14px; font-weight: 600;
  text-align: start; text-decoration: underline; text-underline-offset: 3px;
}
.announcement-dismiss {
  display: grid; place-items: center; width: 44px; height: 44px; flex: none; margin: -6px 0;
  border-radius: 12px; font-size: 22px; line-height: 1;
}
.announcement-dismiss:hover { background: color-mix(in srgb, currentColor 14%, transparent); }
.floating {
  position: fixed; right: 20px; bottom: 96px; width: 350px; max-height: 45dvh; overflow-y: auto;
  border-radius: var(--round); box-shadow: var(--shadow); outline: 1px solid transparent;
}
.floating .announcement:last-child { border-bottom: 0; }
.offer:not([hidden]) { z-index: 1; }
@media (max-width: 480px) { .floating { left: 16px; right: 16px; bottom: 88px; width: auto; } }
@media print { .floating { display: none; } }
`;
