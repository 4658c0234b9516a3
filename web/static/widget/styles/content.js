/** What is said: bubbles, cards and their buttons. */

export const CONTENT = `
.row { margin-top: 6px; overflow-wrap: anywhere; animation: appear 200ms ease-out; }
.row.starts { margin-top: 16px; }
@keyframes appear { from { opacity: 0; transform: translateY(6px); } }
.mine { display: flex; flex-direction: column; align-items: flex-end; padding-left: 48px; }
.theirs { display: flex; flex-direction: column; align-items: flex-start; padding-right: 24px; }
.by {
  display: flex; gap: 8px; align-items: baseline; padding: 0 4px 4px;
  font-size: 12.5px; line-height: 1.4; color: var(--muted);
}
.by b { font-weight: 600; }
.theirs:not(.starts) .by {
  position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
}
.notice {
  margin: 16px auto 8px; padding: 0 16px; max-width: 320px;
  font-size: 13px; color: var(--muted); text-align: center;
}

.earlier {
  display: block; margin: 4px auto 8px; min-height: 36px; padding: 6px 16px;
  font-size: 13.5px; font-weight: 600; color: var(--accent-text);
  background: none; border: 1px solid var(--line); border-radius: 18px; cursor: pointer;
}
.earlier[hidden] { display: none; }
.earlier[aria-disabled] { color: var(--muted); cursor: default; }

.bubble { padding: 9px 14px; border-radius: 18px; max-width: 100%; }
.mine .bubble {
  background: var(--accent); color: var(--on-accent); border-bottom-right-radius: 6px;
  white-space: pre-wrap;
}
.theirs .bubble {
  background: var(--surface); border: 1px solid var(--line); border-top-left-radius: 6px;
}
.theirs.agent .bubble { background: var(--accent-soft); border-color: transparent; }
.mine:is([data-delivery="queued"], [data-delivery="kept"], [data-delivery="busy"]) .bubble { opacity: 0.84; }
.mine[data-delivery="failed"] .bubble {
  background: var(--surface); color: var(--text); border: 1px solid var(--problem);
}
.delivery {
  display: flex; flex-wrap: wrap; justify-content: flex-end; align-items: center; gap: 0 10px;
  padding: 3px 4px 0; font-size: 12.5px; color: var(--muted);
}
.delivery:empty { display: none; }
.delivery .problem { display: flex; gap: 6px; align-items: flex-start; text-align: left; }
.delivery .icon { width: 16px; height: 16px; margin-top: 1px; }

.card {
  width: 100%; padding: 14px 16px; background: var(--surface); border: 1px solid var(--line);
  border-radius: var(--round); border-top-left-radius: 6px;
}
.card h3 { font-size: 15.5px; line-height: 1.35; font-weight: 650; margin-bottom: 6px; }
.words.more { margin-top: 10px; }
.span { margin-bottom: 8px; font-weight: 600; }
.span mark {
  padding: 1px 3px; border-radius: 4px; color: inherit;
  background: color-mix(in srgb, var(--accent) 16%, transparent);
  box-decoration-break: clone; -webkit-box-decoration-break: clone;
}

details { margin-top: 10px; }
summary {
  display: inline-flex; align-items: center; gap: 6px; min-height: 32px; padding-right: 8px;
  color: var(--accent-text); font-weight: 600; cursor: pointer; border-radius: 8px;
  list-style: none;
}
summary::-webkit-details-marker { display: none; }
summary .icon { width: 16px; height: 16px; transition: rotate 140ms; }
details[open] summary .icon { rotate: 180deg; }
.steps { counter-reset: step; margin-top: 10px; display: grid; gap: 10px; }
.steps li { counter-increment: step; display: flex; gap: 10px; }
.steps li::before {
  content: counter(step); flex: none; width: 24px; height: 24px; border-radius: 50%;
  background: var(--accent-soft); color: var(--accent-text);
  font-size: 13px; font-weight: 650; line-height: 24px; text-align: center;
}
.steps div { min-width: 0; }
.read {
  display: flex; align-items: center; gap: 4px; margin: 12px -16px -14px; padding: 11px 16px;
  border-top: 1px solid var(--line); font-weight: 600; text-decoration: none; border-radius: 0 0 16px 16px;
}
.read:hover { text-decoration: underline; }
.read:focus-visible { outline-offset: -3px; }
.read .icon { width: 16px; height: 16px; }

.choices { display: flex; flex-wrap: wrap; gap: 6px; margin-top: 8px; max-width: 100%; }
.choice {
  display: inline-flex; align-items: center; gap: 6px; min-height: 40px; padding: 7px 15px;
  border: 1px solid var(--edge); border-radius: 20px; background: var(--surface);
  color: var(--accent-text); font-weight: 550; line-height: 1.35; text-align: start;
  transition: background 120ms, border-color 120ms;
}
.choice:hover:not(:disabled) { background: var(--accent-soft); border-color: var(--accent-text); }
.choice:disabled { color: var(--muted); border-color: var(--line); background: transparent; font-weight: 450; }
.choice.chosen:disabled { color: var(--text); background: var(--accent-soft); border-color: transparent; }
.choice .icon { width: 16px; height: 16px; }
[data-kind="clarify"] .choices, [data-kind="next"] .choices, [data-kind="suggestions"] .choices {
  flex-direction: column; align-items: stretch; align-self: stretch;
}
[data-kind="clarify"] .choice, [data-kind="next"] .choice, [data-kind="suggestions"] .choice {
  border-radius: 12px; padding: 8px 14px;
}
[data-kind="next"] .bubble {
  padding: 8px 4px 0; background: none; border: 0; font-size: 13.5px; font-weight: 600;
  color: var(--muted);
}
[data-kind="next"][data-told] .bubble { font-size: inherit; font-weight: inherit; color: inherit; }
[data-kind="next"] .choices { margin-top: 6px; }
[data-kind="helped"] { flex-flow: row wrap; align-items: center; gap: 0 10px; }
[data-kind="helped"] .by { flex-basis: 100%; }
[data-kind="helped"] .bubble { padding: 8px 4px; background: none; border: 0; font-weight: 600; }
[data-kind="helped"] .choices { margin: 4px 0; }

.wait {
  display: flex; align-items: center; gap: 8px; margin-top: 12px; padding: 8px 12px;
  border-radius: 10px; background: var(--accent-soft); font-weight: 600; font-size: 14px;
}
.wait .icon { color: var(--accent-text); }
.ways { margin-top: 12px; padding-top: 10px; border-top: 1px solid var(--line); font-size: 14px; }
.ways p { color: var(--muted); font-size: 13px; }
.ways a { display: inline-block; padding: 4px 0; font-weight: 550; }

.told .ways { padding-top: 8px; list-style: none; }
.rows { margin-top: 10px; list-style: none; }
.rows li {
  display: grid; grid-template-columns: 1fr auto; gap: 0 12px; padding: 8px 0;
  border-top: 1px solid var(--line);
}
.rows b { font-weight: 550; min-width: 0; }
.rows .value { text-align: end; font-variant-numeric: tabular-nums; font-weight: 600; }
.rows small { grid-column: 1 / -1; font-size: 13px; color: var(--muted); }

.contact-ways { width: 100%; }
.contact { display: grid; gap: 8px; margin-top: 8px; padding: 14px; background: var(--surface);
  border: 1px solid var(--line); border-radius: var(--round); justify-items: start; }
.contact label { width: 100%; font-size: 13.5px; font-weight: 600; }
.contact input {
  display: block; width: 100%; margin-top: 6px; padding: 9px 12px; border: 1px solid var(--edge);
  border-radius: 12px; background: var(--surface); color: var(--text); font: inherit; font-size: 16px; font-weight: 400;
}
.contact input:focus-visible { outline-offset: 0; }
.contact .counter { padding: 0; }
.choice.main { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
.choice.main:hover:not(:disabled) { background: var(--accent); border-color: var(--accent); filter: brightness(1.08); }
.taken { display: flex; gap: 10px; align-items: flex-start; }
.taken .icon { margin-top: 1px; color: var(--accent-text); }

.survey { width: 100%; margin-top: 8px; padding: 14px; background: var(--surface);
  border: 1px solid var(--line); border-radius: var(--round); }
.scale { display: grid; grid-template-columns: repeat(5, 1fr); gap: 6px; }
.score {
  min-height: 48px; border: 1px solid var(--edge); border-radius: 12px; background: var(--surface);
  color: var(--accent-text); font-size: 17px; font-weight: 650; transition: background 120ms;
}
.score:hover:not(:disabled) { background: var(--accent-soft); border-color: var(--accent-text); }
.score:disabled { color: var(--muted); border-color: var(--line); }
.score.chosen { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
.ends { display: flex; justify-content: space-between; gap: 12px; margin-top: 8px; padding: 0 2px;
  font-size: 13px; color: var(--muted); }
.comment { width: 100%; margin-top: 8px; display: grid; gap: 8px; justify-items: start; }
.comment label { width: 100%; padding: 0 4px; font-size: 13.5px; font-weight: 600; color: var(--muted); }
.comment textarea {
  display: block; width: calc(100% + 8px); margin: 6px -4px 0; color: var(--text); font-weight: 400; min-height: 72px; padding: 10px 14px; border: 1px solid var(--edge);
  border-radius: 14px; background: var(--surface); font-size: 16px; line-height: 1.45; resize: vertical;
}
.comment textarea:focus-visible { outline-offset: 0; }

.typing { display: flex; align-items: center; gap: 10px; margin-top: 12px;
  animation: appear 200ms ease-out 250ms backwards; }
.dots { display: flex; gap: 4px; padding: 13px 15px; border-radius: 18px; border-top-left-radius: 6px;
  background: var(--surface); border: 1px solid var(--line); }
.dots i { width: 7px; height: 7px; border-radius: 50%; background: var(--muted);
  animation: breathe 1.2s ease-in-out infinite; }
.dots i:nth-child(2) { animation-delay: 0.15s; }
.dots i:nth-child(3) { animation-delay: 0.3s; }
@keyframes breathe { 0%, 60%, 100% { opacity: 0.35; } 30% { opacity: 1; } }
.slow { font-size: 13px; color: var(--muted); }
`;
