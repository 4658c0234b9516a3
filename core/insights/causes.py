"""What effort comes from: causes that can be named, each with what one can do about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class CauseKind(str, Enum):
    """Kinds of causes. What each is about: an article, a gap, a queue or a channel."""

    WRONG_ANSWER = "wrong_answer"  # an article
    NOT_UNDERSTOOD = "not_understood"  # a gap, "" as long as it is in none
    ASKED_BACK = "asked_back"  # the article that was meant
    WAITING = "waiting"  # a queue
    TRANSFER = "transfer"  # the queue it was passed on to
    RE_ASKED = "re_asked"  # a queue
    SWITCH = "switch"  # the channel they came to


@dataclass(frozen=True)
class CauseWords:
    """label: with {about} in it; definition: what its minutes are; blame: what is to change."""

    label: str
    definition: str
    blame: str


CAUSES = {
    CauseKind.WRONG_ANSWER: CauseWords(
        "“{about}” was not the answer",
        "From a question that got this article, which the customer said was not it, to their next "
        "message.",
        "article",
    ),
    CauseKind.NOT_UNDERSTOOD: CauseWords(
        "No article answers “{about}”",
        "From a question that got no answer, or only wrong offers, to the customer's next message.",
        "gap",
    ),
    CauseKind.ASKED_BACK: CauseWords(
        "Had to choose before “{about}”",
        "From a question that got buttons instead of an answer to the one that was pressed.",
        "threshold",
    ),
    CauseKind.WAITING: CauseWords(
        "Waiting in {about}",
        "From the call for a person until one took over or it ended.",
        "queue",
    ),
    CauseKind.TRANSFER: CauseWords(
        "Passed on to {about}",
        "Waiting that begins with a transfer.",
        "policy",
    ),
    CauseKind.RE_ASKED: CauseWords(
        "{about} asked for what was known",
        "From an agent's question for something already told to the customer's next message.",
        "policy",
    ),
    CauseKind.SWITCH: CauseWords(
        "Had to go on over {about}",
        "From the last word on one channel to the customer's first on another.",
        "policy",
    ),
}


@dataclass(frozen=True)
class Cause:
    """A cause, and what it has cost in a time.

    about: which article, gap, queue or channel
    contacts: those it happened in
    times: how often it happened
    minutes: of customers, in all
    squares: the sum of the squares of the minutes of each contact
    """

    kind: CauseKind
    about: str
    contacts: int
    times: int
    minutes: float
    squares: float
