"""How a customer feels over a conversation, and a yes or no in signs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from core.conversations.anger import Anger, AngryWords, anger_in
from core.conversations.effort import failures_by_turn
from core.conversations.messages import Author
from core.conversations.transcript import Utterance

_YES = frozenset("👍👌✅")
_NO = frozenset("👎❌")
_RECENT = 3  # messages; who has calmed down since is not upset any more
_MAX_READ = 50  # messages; what was said before them has been dealt with
_STRAINING_FAILURES = 2  # failed answers that would try anybody's patience


class MoodState(str, Enum):
    CALM = "calm"
    STRAINED = "strained"  # was upset earlier, or has been failed again and again
    UPSET = "upset"


_ORDER = tuple(MoodState)  # from good to bad


@dataclass(frozen=True)
class Mood:
    """How a customer seems to feel, and the message that shows it ("" and 0 if none does)."""

    state: MoodState = MoodState.CALM
    words: str = ""
    seq: int = 0


@dataclass(frozen=True)
class MoodPoint:
    """How a customer seemed after a message of theirs, and whether it was worse than before."""

    state: MoodState
    words: str
    seq: int
    at: datetime
    is_worse: bool


def mood_over(transcript: Sequence[Utterance], angry: AngryWords) -> tuple[MoodPoint, ...]:
    """Return how the customer seemed after each of their latest messages, the first one first.

    The last one is what `mood_of` the whole conversation tells.
    """
    # Those shown, and as many before them: what was said then may still show in the first ones.
    theirs = [u for u in transcript if u.author is Author.CUSTOMER][-2 * _MAX_READ :]
    failed = failures_by_turn(transcript)
    points: list[MoodPoint] = []
    angered_at, before = None, MoodState.CALM
    for place, utterance in enumerate(theirs):
        if anger_in(utterance.text, angry) is not Anger.NONE:
            angered_at = place
        age = None if angered_at is None or place - angered_at >= _MAX_READ else place - angered_at
        state = _state(age, failed[utterance.seq])
        is_worse = _ORDER.index(state) > _ORDER.index(before)
        points.append(MoodPoint(state, utterance.text, utterance.seq, utterance.at, is_worse))
        before = state
    return tuple(points[-_MAX_READ:])


def mood_before_a_person(
    is_angry: bool, was_angry: bool, gave_up: bool, failures: int
) -> MoodState:
    """Return how a customer seems as a person is called, by what a turn knows of `mood_of`.

    gave_up: the assistant calls the person, as its answers did not help again and again
    failures: answers in a row that did not help; the customer may well be the one who calls
    """
    age = 0 if is_angry else _RECENT if was_angry else None
    return _state(age, max(failures, _STRAINING_FAILURES) if gave_up else failures)


def _state(age: int | None, failed_answers: int) -> MoodState:
    """age: how many messages ago the latest sign of anger was, None without one."""
    if age is not None:
        return MoodState.UPSET if age < _RECENT else MoodState.STRAINED
    return MoodState.STRAINED if failed_answers >= _STRAINING_FAILURES else MoodState.CALM


def mood_of(transcript: Sequence[Utterance], failed_answers: int, angry: AngryWords) -> Mood:
    """Return how the customer seems by the end of a conversation; the latest sign counts."""
    theirs = [u for u in transcript if u.author is Author.CUSTOMER][-_MAX_READ:]
    for age, utterance in enumerate(reversed(theirs)):
        if anger_in(utterance.text, angry) is not Anger.NONE:
            return Mood(_state(age, failed_answers), utterance.text, utterance.seq)
    return Mood(_state(None, failed_answers))


def nod(text: str) -> bool | None:
    """Return True for a message with a sign of yes (👍), False for one of no (👎), else None."""
    signs = set(text)
    if signs & _YES and not signs & _NO:
        return True
    return False if signs & _NO and not signs & _YES else None
