"""Trying a change of the settings on the last month, before it holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from core.insights import AskedBefore, Trial, try_thresholds
from core.setting_trials import Regrouped, Rerouted, regroup, reroute
from core.settings import Settings, Words
from core.wording import Synonyms
from store.clock import now
from store.database import Database
from store.insights import questions_by_segment, questions_since
from store.setting_versions import asked_since, called_since, came_since
from store.settings_files import usual_words
from web.http import in_thread
from web.services import Services

TRIED_DAYS = 30
MAX_TRIED_SHOWN = 10  # questions
_ROUTING = ("segments", "hours", "channels")

_FILLED_IN = re.compile(r"\{([a-z_]{1,40})\}")
_EXAMPLES = {
    "agent": "Sam",
    "minutes": "5 to 10",
    "back_at": "tomorrow at 08:00",
    "by": "tomorrow, 12:00",
    "contact": "ana@example.com",
    "zone": "London time",
    "now": "open",
    "week": "Monday to Friday 08:00 to 20:00",
    "times": "08:00 to 20:00",
    "days": "on 25 December",
    "phone": "020 7946 0112",
    "email": "help@tern.example",
    "score": "2 – low",
    "place": "1 Quay Street, London",
    "words": "Card payments fail in some shops.",
    "title": "When your card arrives",
    "answer": "Within five working days.",
}


@dataclass(frozen=True)
class Tried:
    """What a change would have done: sentences, and a table where there is one.

    said: what the assistant will say, with examples for what is filled in
    """

    lines: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    said: tuple[str, ...] = ()


async def try_change(services: Services, name: str, before: Settings, after: Settings) -> Tried:
    """Return what the settings `after` would have done with the last month's conversations."""
    since = now() - timedelta(days=TRIED_DAYS)
    return await in_thread(_try, services, name, before, after, since)


def _try(
    services: Services, name: str, before: Settings, after: Settings, since: datetime
) -> Tried:
    database = services.database
    if name == "confidence":
        return _thresholds(_asked_of(database, since, before, after), before, after)
    if name in _ROUTING:
        routing = _routing(reroute(called_since(database, since), before, after), after)
        if name != "segments":
            return routing
        return _grouping(regroup(came_since(database, since), before, after), routing)
    if name == "synonyms":
        return _synonyms(asked_since(database, since), before.synonyms, after.synonyms)
    if name == "words":
        return Tried(said=_said(before.words, after.words))
    return Tried()


def _thresholds(asked: Sequence[AskedBefore], before: Settings, after: Settings) -> Tried:
    """Return what becomes of all questions, and of each segment's with thresholds of its own."""
    names = sorted({each.segment for each in asked})
    both = (("Before", before), ("After", after))
    found = {
        word: {name: _trial(asked, name, settings) for name in names} for word, settings in both
    }
    rows = [(word, *_shares(sum(trials.values(), Trial()))) for word, trials in found.items()]
    for name in filter(None, names):
        label = after.segments.of(name).label
        rows += [(f"{label}, {word.lower()}", *_shares(found[word][name])) for word in found]
    in_all = sum(each.times for each in asked)
    line = f"Tried on {in_all:,} questions of the last {TRIED_DAYS} days."
    columns = ("", "Answered at once", "Offered buttons", "Not understood", "Wrong at once")
    return Tried((line,), columns, tuple(rows) if in_all else ())


def _asked_of(
    database: Database, since: datetime, before: Settings, after: Settings
) -> list[AskedBefore]:
    """Return what was asked, by segment where one has thresholds of its own; "" for all others."""
    own = {*before.confidence.by_segment, *after.confidence.by_segment}
    if not own:
        return questions_since(database, since)
    told = {name: name if name in own else "" for name in after.segments.by_name}
    return questions_by_segment(database, since, told, told[after.segments.default])


def _trial(asked: Sequence[AskedBefore], segment: str, settings: Settings) -> Trial:
    levels = settings.confidence.of(segment)
    theirs = [each for each in asked if each.segment == segment]
    return try_thresholds(theirs, levels.answer, levels.clarify)


def _shares(trial: Trial) -> tuple[str, str, str, str]:
    return (
        _per_cent(trial.answered, trial.questions),
        _per_cent(trial.asked_back, trial.questions),
        _per_cent(trial.not_understood, trial.questions),
        _per_cent(trial.refused, trial.judged),
    )


def _routing(rerouted: Rerouted, after: Settings) -> Tried:
    lines = [
        f"{_conversations(rerouted.conversations)} went to a person in the last {TRIED_DAYS} days."
    ]
    for (old, new), number in rerouted.moved.items():
        lines.append(f"{_conversations(number)} would have joined '{new}' instead of '{old}'.")
    if rerouted.now_open:
        lines.append(
            f"{_conversations(rerouted.now_open)} would have found the team there that was not."
        )
    if rerouted.now_closed:
        lines.append(f"{_conversations(rerouted.now_closed)} would have found nobody there.")
    for segment, number in rerouted.other_ways.items():
        label = after.segments.of(segment).label
        lines.append(f"{_conversations(number)} of '{label}' would have been offered other ways.")
    if len(lines) == 1 and rerouted.conversations:
        lines.append("None of them would have been routed elsewhere.")
    return Tried(tuple(lines))


def _grouping(found: Regrouped, routing: Tried) -> Tried:
    """Return who would be of another segment, before what becomes of who went to a person."""
    who = f"{_customers(found.customers)} signed in and wrote in the last {TRIED_DAYS} days."
    lines = [who] if found.customers else []
    for (old, new), number in found.moved.items():
        lines.append(f"{_customers(number)} would be '{new}' instead of '{old}'.")
    for (old, new), number in found.queues.items():
        lines.append(f"{_customers(number)} would wait in '{new}' instead of '{old}'.")
    if found.customers and not found.moved:
        lines.append("None of them would be of another segment.")
    return Tried((*lines, *routing.lines))


def _synonyms(asked: Sequence[str], before: Synonyms, after: Synonyms) -> Tried:
    changed = [
        (question, _read_as(before, question), _read_as(after, question)) for question in asked
    ]
    differing = [each for each in changed if each[1] != each[2]]
    line = (
        f"{len(differing):,} of {len(asked):,} wordings of the last {TRIED_DAYS} days would have "
        "been read otherwise."
    )
    rows = tuple(differing[:MAX_TRIED_SHOWN])
    return Tried((line,), ("Asked", "Read as before", "Read as after") if rows else (), rows)


def _read_as(synonyms: Synonyms, question: str) -> str:
    return synonyms.wordings(question)[-1]


def _said(before: Words, after: Words) -> tuple[str, ...]:
    usual = usual_words()
    names = sorted({*before, *after})
    return tuple(
        _FILLED_IN.sub(lambda m: _EXAMPLES.get(m[1], m[0]), text)
        for name in names
        for text in after.get(name, usual[name])
        if before.get(name) != after.get(name)
    )


def _per_cent(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "–"


def _customers(number: int) -> str:
    return "One customer" if number == 1 else f"{number:,} customers"


def _conversations(number: int) -> str:
    return "One conversation" if number == 1 else f"{number:,} conversations"
