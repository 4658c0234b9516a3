"""What a text was looked up for: the articles that may answer it, and what else it is about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from core.conversations import Hit
from core.subjects import SubjectHit, SubjectKind, surest
from core.wording import Synonyms, as_searched


@dataclass(frozen=True)
class Retrieval:
    """What the knowledge base found for a question.

    hits: the articles, the best first
    subjects: what it is about besides articles, the surest first
    span: the sentence of the first article that holds what was asked, where that was looked up
    """

    question: str
    hits: tuple[Hit, ...] = ()
    subjects: tuple[SubjectHit, ...] = ()
    span: str = ""

    @property
    def confidence(self) -> float:
        return self.hits[0].confidence if self.hits else 0.0

    def subject(self, *kinds: SubjectKind) -> SubjectHit | None:
        """Return the subject of these kinds that it is surely about; None if there is none."""
        return surest(self.subjects, *kinds)


def look_up(
    search: Callable[[Sequence[str]], Sequence[Retrieval]],
    questions: Sequence[str],
    synonyms: Synonyms,
) -> list[Retrieval]:
    """Search questions in the words they are looked up with; what is found names their own."""
    found = search([as_searched(question, synonyms) for question in questions])
    return [replace(each, question=own) for each, own in zip(found, questions, strict=True)]
