"""What the articles do not answer yet: which questions show it, and what that costs customers.

open ──► article (being written, then published) ──► closed, once the questions get their answer
  │                                                     │
  └────► dismissed, with a reason ◄─────────────────────┘
         (comes back by itself if many ask again)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from core.answering import Reason
from core.content_gaps.question_log import LoggedQuestion
from core.conversations import Decision
from core.errors import BadInput, Conflict
from core.text import clean_text

MAX_WORDS_LENGTH = 500  # characters of what stands in the list
MAX_DISMISSAL_LENGTH = 500
TREND_WEEKS = 12
_NO_GAP = frozenset({Reason.FRUSTRATED.value, Reason.SENSITIVE.value})
_NOT_FOR_WANT_OF_ONE = frozenset({Reason.BROKEN.value, Reason.SENSITIVE.value})
_WITHOUT_ANSWER = frozenset({Decision.ASK_AGAIN, Decision.HAND_OFF, Decision.OFFER_PERSON})
_HALF_AS_PRESSING_AFTER = timedelta(days=30)
_WEEK = timedelta(weeks=1)


class GapKind(str, Enum):
    """What shows that an article is missing or not good enough."""

    HANDED_OFF = "handed_off"
    WANTED_PERSON = "wanted_person"
    NOT_HELPED = "not_helped"
    NO_ANSWER = "no_answer"
    CLARIFIED = "clarified"
    SEARCHED = "searched"
    MARKED = "marked"
    SUGGESTION = "suggestion"
    COMMENT = "comment"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def asked(self) -> bool:
        """Whether these are a customer's words, which can be asked again."""
        return self not in {GapKind.SUGGESTION, GapKind.COMMENT}


_LABELS = {
    GapKind.HANDED_OFF: "handed to a person",
    GapKind.WANTED_PERSON: "answered, wanted a person",
    GapKind.NOT_HELPED: "did not help",
    GapKind.NO_ANSWER: "no answer",
    GapKind.CLARIFIED: "asked back in vain",
    GapKind.SEARCHED: "searched in vain",
    GapKind.MARKED: "marked",
    GapKind.SUGGESTION: "suggested",
    GapKind.COMMENT: "commented",
}
# What each cost the customer, roughly in minutes: a queue, another try, other words, one tap more.
_COSTS = {
    GapKind.HANDED_OFF: 8.0,
    GapKind.WANTED_PERSON: 8.0,
    GapKind.MARKED: 8.0,
    GapKind.NOT_HELPED: 4.0,
    GapKind.NO_ANSWER: 3.0,
    GapKind.CLARIFIED: 2.0,
    GapKind.SEARCHED: 2.0,
    GapKind.SUGGESTION: 4.0,
    GapKind.COMMENT: 2.0,
}


class GapState(str, Enum):
    """What was decided about a gap."""

    OPEN = "open"
    ARTICLE = "article"
    DISMISSED = "dismissed"


class AlreadyDecided(Conflict):
    """A colleague has just decided about this gap. Reload the page to see what."""


@dataclass(frozen=True)
class GapEvidence:
    """What somebody said that shows a gap, without what tells who they are.

    answer: an agent's, where one was marked
    article: which one it was shown for, or is about
    before, now: the article that answers these words before and after the gap's was published;
        "" for none, None if that was not tried
    """

    id: int
    kind: GapKind
    words: str
    at: datetime
    answer: str = ""
    by_name: str = ""
    conversation: str = ""
    article: str = ""
    channel: str = ""
    segment: str = ""
    before: str | None = None
    now: str | None = None


@dataclass(frozen=True)
class Gap:
    """Words that mean the same, the newest first, and what was decided about them.

    about: the article that colleagues speak of, "" for customers' questions
    article: the one that is to close it
    """

    id: int
    state: GapState
    said: tuple[GapEvidence, ...]
    about: str = ""
    article: str = ""
    why: str = ""
    decided_by_name: str = ""
    decided_at: datetime | None = None
    published_at: datetime | None = None
    replayed_at: datetime | None = None

    @property
    def first_at(self) -> datetime:
        return self.said[-1].at

    @property
    def last_at(self) -> datetime:
        return self.said[0].at

    @property
    def counts(self) -> tuple[tuple[GapKind, int], ...]:
        """Return how often each kind was said, what cost most at the front."""
        counted = Counter(each.kind for each in self.said)
        return tuple((kind, counted[kind]) for kind in GapKind if counted[kind])

    @property
    def asked(self) -> tuple[GapEvidence, ...]:
        return tuple(each for each in self.said if each.kind.asked)

    @property
    def occurrences(self) -> tuple[GapEvidence, ...]:
        """Return what stands for each time it was met: an agent's mark repeats its question."""
        in_log = {w.conversation for w in self.said if w.kind is not GapKind.MARKED}
        return tuple(
            each
            for each in self.said
            if each.kind is not GapKind.MARKED
            or not each.conversation
            or each.conversation not in in_log
        )

    @property
    def answers(self) -> tuple[GapEvidence, ...]:
        """Return agents' answers, the newest first, each once."""
        once: dict[str, GapEvidence] = {}
        for each in self.said:
            if each.answer:
                once.setdefault(each.answer, each)
        return tuple(once.values())


def kind_of(question: LoggedQuestion) -> GapKind | None:
    """Tell what gap a question shows; None if it got its answer, or nobody knows.

    An outburst that went straight to a person was not looked up, a fault of ours says nothing
    about the articles, what needs care wants a person whatever they say, and what is not the
    company's wants none of them.
    """
    if question.wordless or question.reason in _NO_GAP or question.decision is Decision.DECLINE:
        return None
    if question.handed_off and question.handoff not in _NOT_FOR_WANT_OF_ONE:
        return GapKind.WANTED_PERSON if _was_answered(question) else GapKind.HANDED_OFF
    if question.helped is False:
        return GapKind.NOT_HELPED
    if question.decision in _WITHOUT_ANSWER:
        return GapKind.NO_ANSWER
    return GapKind.CLARIFIED if question.clarified_in_vain or question.abandoned else None


def _was_answered(question: LoggedQuestion) -> bool:
    """Tell whether an article answered it, nobody said no, and a person was asked for even so."""
    shown = question.decision is Decision.ANSWER and bool(question.article)
    asked = question.handoff == Reason.ASKED.value
    return shown and asked and question.helped is not False


def effort_of(gap: Gap, now: datetime) -> float:
    """Return what a gap costs customers: each time it was met by what that cost, ever less later.

    What was said a month ago counts half, so that the list follows what happens now.
    """
    return sum(_COSTS[each.kind] * _pressing(now - each.at) for each in gap.said)


def in_order(gaps: Iterable[Gap], now: datetime) -> list[Gap]:
    """Return the gaps, what costs customers most at the front."""
    return sorted(gaps, key=lambda gap: (-effort_of(gap, now), -gap.id))


def said_since(gap: Gap, moment: datetime) -> tuple[GapEvidence, ...]:
    """Return what was said after a moment, the newest first."""
    return tuple(each for each in gap.said if each.at > moment)


def weekly(said: Sequence[GapEvidence], now: datetime, weeks: int = TREND_WEEKS) -> tuple[int, ...]:
    """Return how often it was said in each of the last weeks, this one last."""
    ages = Counter(max(now - each.at, timedelta(0)) // _WEEK for each in said)
    return tuple(ages[age] for age in range(weeks - 1, -1, -1))


def read_why(value: object) -> str:
    """Return the reason of a dismissal, or refuse it."""
    why = " ".join(clean_text(value).split()) if isinstance(value, str) else ""
    if why and len(why) <= MAX_DISMISSAL_LENGTH:
        return why
    raise BadInput(f"Say why in 1 to {MAX_DISMISSAL_LENGTH} characters: a colleague will wonder.")


def _pressing(age: timedelta) -> float:
    return float(0.5 ** (max(age, timedelta(0)) / _HALF_AS_PRESSING_AFTER))
