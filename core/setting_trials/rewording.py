"""Which questions would be looked up in other words, with other synonyms."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from core.wording import Synonyms, as_searched


@dataclass(frozen=True)
class Reworded:
    """A question, and the words it is looked up with under either synonyms."""

    question: str
    before: str
    after: str


def reword(questions: Iterable[str], before: Synonyms, after: Synonyms) -> list[Reworded]:
    """Return the questions whose words differ; of all others the engine finds the same."""
    both = (Reworded(q, as_searched(q, before), as_searched(q, after)) for q in questions)
    return [each for each in both if each.before != each.after]
