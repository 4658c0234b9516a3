"""Trying synonyms: what was asked lately is asked of the engine again, in the words of both."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from core.conversations import Decision
from core.errors import Unavailable
from core.setting_trials import Reworded, reword
from core.wording import Synonyms
from store.setting_versions import asked_since
from web.articles import Got
from web.http import in_thread
from web.services import Services
from web.settings.tried import MAX_TRIED_SHOWN, TRIED_DAYS, Tried

MAX_ASKED_AGAIN = 200  # wordings, the newest
_AWAY = (
    "The assistant is away for a moment, so what they would get isn’t known now. Go back and look "
    "again shortly."
)


async def try_synonyms(
    services: Services, since: datetime, before: Synonyms, after: Synonyms
) -> Tried:
    """Return which questions since a moment would get something else, asked first of all."""
    asked = await in_thread(asked_since, services.database, since)
    found = await in_thread(reword, asked, before, after)
    line = (
        f"{len(found):,} of {len(asked):,} wordings of the last {TRIED_DAYS} days would have been "
        "looked up in other words."
    )
    if not found:
        return Tried((line,))
    again = found[:MAX_ASKED_AGAIN]
    words = [each.before for each in again] + [each.after for each in again]
    try:
        got = await services.actions.gets([each.question for each in again] * 2, words)
    except Unavailable:
        return _in_words((line, _AWAY), again)
    return _in_answers(line, again, got[: len(again)], got[len(again) :])


def _in_answers(
    line: str, again: Sequence[Reworded], before: Sequence[Got], after: Sequence[Got]
) -> Tried:
    differing = [
        (each.question, _told(old), _told(new))
        for each, old, new in zip(again, before, after, strict=True)
        if old != new
    ]
    which = f"the {len(again):,} newest of them" if len(again) == MAX_ASKED_AGAIN else "them"
    outcome = f"Asked again, {len(differing):,} of {which} would get something else."
    return _table((line, outcome), "Gets", differing)


def _in_words(lines: tuple[str, ...], again: Sequence[Reworded]) -> Tried:
    rows = [(each.question, each.before, each.after) for each in again]
    return _table(lines, "Looked up as,", rows)


def _table(lines: tuple[str, ...], what: str, rows: Sequence[tuple[str, str, str]]) -> Tried:
    columns = ("Asked", f"{what} before", f"{what} after")
    return Tried(lines, columns if rows else (), tuple(rows[:MAX_TRIED_SHOWN]))


def _told(got: Got) -> str:
    if got.decision is Decision.ANSWER:
        return got.titles[0]
    if got.decision is Decision.CLARIFY:
        return f"Buttons: {', '.join(got.titles)}"
    return "A person" if got.decision is Decision.HAND_OFF else "Asked for other words"
