"""Trying a change of the settings on the last month, before it holds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from core.insights import AskedBefore, Trial, try_thresholds
from core.setting_trials import Regrouped, Rerouted, regroup, reroute
from core.settings import Settings
from store.clock import now
from store.database import Database
from store.insights import questions_by_segment, questions_since
from store.setting_versions import asked_since, called_since, came_since
from web.http import in_thread
from web.services import Services
from web.settings.asking_again import try_synonyms
from web.settings.reading_manners import try_manners
from web.settings.saying import said_anew
from web.settings.tried import TRIED_DAYS, Tried

_ROUTING = ("segments", "hours", "channels")


async def try_change(services: Services, name: str, before: Settings, after: Settings) -> Tried:
    """Return what the settings `after` would have done with the last month's conversations."""
    since = now() - timedelta(days=TRIED_DAYS)
    if name == "synonyms":
        return await try_synonyms(services, since, before.synonyms, after.synonyms)
    return await in_thread(_try, services.database, name, before, after, since)


def _try(
    database: Database, name: str, before: Settings, after: Settings, since: datetime
) -> Tried:
    if name == "confidence":
        return _thresholds(_asked_of(database, since, before, after), before, after)
    if name in _ROUTING:
        routing = _routing(reroute(called_since(database, since), before, after), after)
        if name != "segments":
            return routing
        return _grouping(regroup(came_since(database, since), before, after), routing)
    if name in ("words", "languages"):
        return Tried(said=said_anew(name, before, after))
    if name == "manners":
        return try_manners(asked_since(database, since), before.manners, after.manners)
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


def _per_cent(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "–"


def _customers(number: int) -> str:
    return "One customer" if number == 1 else f"{number:,} customers"


def _conversations(number: int) -> str:
    return "One conversation" if number == 1 else f"{number:,} conversations"
