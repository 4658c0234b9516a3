"""Regression check of a draft: each replayed question gets better, worse, different or stays."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from core.conversations import Decision

MAX_REPLAYED = 700  # questions a gate asks: it should be done within a minute or so
MAX_OF_OTHERS = 300  # of them, example questions of other articles
MAX_OF_OWN = 100  # of them, the article's own example questions


class Source(str, Enum):
    """Where a replayed question comes from."""

    PINNED = "pinned"  # a colleague wants it answered by this article, whatever changes
    OWN = "own"  # an example question of the article
    ASKED = "asked"  # a customer asked it lately
    OTHER = "other"  # an example question of another article


class Verdict(str, Enum):
    BETTER = "better"
    WORSE = "worse"
    DIFFERENT = "different"
    SAME = "same"


@dataclass(frozen=True)
class ReplayedQuestion:
    """A question and what is known about it.

    expected: the article that should answer it, "" if nobody knows
    refused: the article that a customer said did not help, ""
    """

    question: str
    source: Source
    expected: str = ""
    refused: str = ""


@dataclass(frozen=True)
class ReplayResult:
    """What a question gets: the decision, and the articles shown or offered for it."""

    decision: Decision
    articles: tuple[str, ...] = ()

    @property
    def answer(self) -> str:
        """The article it is answered with, "" for none."""
        return self.articles[0] if self.decision is Decision.ANSWER and self.articles else ""


def judge(asked: ReplayedQuestion, now: ReplayResult, then: ReplayResult) -> Verdict:
    """Tell whether a question would get something better or worse than it gets now.

    Where the right article is known, being nearer to it is better. Where it is not, an answer is
    better than being asked back, and that than a person; another answer is merely different,
    unless a customer has said that one of the two did not help. It is no more than different as
    well if the article's own example question has had another article's answer so far: whether it
    does belong here is for people to say.
    """
    if (now.decision, now.articles) == (then.decision, then.articles):
        return Verdict.SAME
    before, after = _worth(asked, now), _worth(asked, then)
    if _takes_over(asked, now) and after > before:
        return Verdict.DIFFERENT
    if before == after:
        return Verdict.SAME if asked.expected and _same_kind(now, then) else Verdict.DIFFERENT
    return Verdict.BETTER if after > before else Verdict.WORSE


def is_stolen(asked: ReplayedQuestion, then: ReplayResult, slug: str) -> bool:
    """Tell whether a question that belongs to another article would be answered by this one."""
    return asked.source is Source.OTHER and asked.expected != slug and then.answer == slug


def _takes_over(asked: ReplayedQuestion, now: ReplayResult) -> bool:
    return asked.source is Source.OWN and now.answer not in ("", asked.expected)


def _worth(asked: ReplayedQuestion, outcome: ReplayResult) -> int:
    if asked.expected:
        return _worth_when_known(outcome, asked.expected)
    if asked.refused and outcome.answer == asked.refused:
        return 0
    return {Decision.ANSWER: 3, Decision.CLARIFY: 2}.get(outcome.decision, 1)


def _worth_when_known(outcome: ReplayResult, expected: str) -> int:
    """Right answer, right button, none of both, wrong answer: the last one costs the customer."""
    if outcome.answer:
        return 4 if outcome.answer == expected else 0
    if outcome.decision is Decision.CLARIFY:
        return 3 if expected in outcome.articles else 1
    return 2


def _same_kind(now: ReplayResult, then: ReplayResult) -> bool:
    """Whether only the other buttons of a clarification differ."""
    return now.decision is then.decision is Decision.CLARIFY
