"""What other thresholds would have done with questions that were asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, dataclass


@dataclass(frozen=True)
class AskedBefore:
    """Questions whose best article was as probable, and that were judged alike.

    helped: what customers said of the article; None if nothing
    picked: it was chosen from buttons
    segment: whose they were, as far as it was asked; "" for everybody else
    """

    confidence: float
    times: int
    helped: bool | None = None
    picked: bool = False
    segment: str = ""


@dataclass(frozen=True)
class Trial:
    """What some thresholds do with questions: how many get what.

    judged, refused: answers given at once of which it is known whether they were it, and of these
        the ones that were not
    """

    answered: int = 0
    asked_back: int = 0
    not_understood: int = 0
    judged: int = 0
    refused: int = 0

    @property
    def questions(self) -> int:
        return self.answered + self.asked_back + self.not_understood

    def __add__(self, other: Trial) -> Trial:
        return Trial(*(a + b for a, b in zip(astuple(self), astuple(other), strict=True)))


def try_thresholds(asked: Iterable[AskedBefore], answer: float, clarify: float) -> Trial:
    """Return what would have become of questions.

    An answer is known to be it where its customer said so, or chose it from buttons. Of a question
    with rivals buttons may be shown above `answer` as well: they count as answered here.
    """
    counts = dict.fromkeys(("answered", "asked_back", "not_understood", "judged", "refused"), 0)
    for each in asked:
        if each.confidence >= answer:
            counts["answered"] += each.times
            known = each.helped is not None or each.picked
            counts["judged"] += each.times * known
            counts["refused"] += each.times * (each.helped is False)
        elif each.confidence >= clarify:
            counts["asked_back"] += each.times
        else:
            counts["not_understood"] += each.times
    return Trial(**counts)
