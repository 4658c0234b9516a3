"""How a customer feels over a conversation, and a yes or no in signs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from core.conversations.anger import Anger, AngryWords, anger_in
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


@dataclass(frozen=True)
class Mood:
    """How a customer seems to feel, and the message that shows it ("" and 0 if none does)."""

    state: MoodState = MoodState.CALM
    words: str = ""
    seq: int = 0


def mood_of(transcript: Sequence[Utterance], failed_answers: int, angry: AngryWords) -> Mood:
    """Return how the customer seems by the end of a conversation; the latest sign counts."""
    theirs = [u for u in transcript if u.author is Author.CUSTOMER][-_MAX_READ:]
    for age, utterance in enumerate(reversed(theirs)):
        if anger_in(utterance.text, angry) is not Anger.NONE:
            state = MoodState.UPSET if age < _RECENT else MoodState.STRAINED
            return Mood(state, utterance.text, utterance.seq)
    return Mood(MoodState.STRAINED if failed_answers >= _STRAINING_FAILURES else MoodState.CALM)


def nod(text: str) -> bool | None:
    """Return True for a message with a sign of yes (👍), False for one of no (👎), else None."""
    signs = set(text)
    if signs & _YES and not signs & _NO:
        return True
    return False if signs & _NO and not signs & _YES else None
