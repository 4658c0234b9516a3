/** The offer of help with the article on the page, above the launcher. */

export const OFFER = `
.offer {
  position: fixed; right: 20px; bottom: 96px; width: 350px; padding: 18px 18px 16px;
  border-radius: var(--round); background: var(--surface); box-shadow: var(--shadow);
  outline: 1px solid transparent; animation: rise 180ms cubic-bezier(0.2, 0.8, 0.3, 1);
}
.offer p { font-weight: 550; overflow-wrap: anywhere; }
.answers { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 14px; }
.answers button { min-height: 44px; padding: 8px 14px; border-radius: 22px; font-weight: 600; }
.answers .yes { background: var(--accent); color: var(--on-accent); }
.answers .no { border: 1px solid var(--edge); color: var(--accent-text); }
.answers .no:hover { background: var(--accent-soft); }
@media (max-width: 480px) { .offer { left: 16px; right: 16px; bottom: 88px; width: auto; } }
@media print { .dock, .panel, .offer { display: none; } }
`;
