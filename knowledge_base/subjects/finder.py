"""Keeping the subjects in step with the settings and the articles, beside the replies."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import structlog

from core.articles import Article
from core.subjects import Subject, SubjectHit
from knowledge_base.encoding import CachingEncoder, Encoder
from knowledge_base.subjects.index import SubjectIndex

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class _Made:
    """An index and what it was made from."""

    index: SubjectIndex
    subjects: tuple[Subject, ...]
    articles: Mapping[str, Article]
    encoder: str


class SubjectFinder:
    """Finds what a text is about. Made anew by `look`, from one thread; searched from any.

    subjects: returns those that the settings name now
    calm: seconds for which changed articles must rest before the subjects are weighed anew
    """

    def __init__(
        self, subjects: Callable[[], tuple[Subject, ...]], vectors: Path, calm: float
    ) -> None:
        self._subjects, self._vectors, self._calm = subjects, vectors, calm
        self._made: _Made | None = None
        self._changing: tuple[Mapping[str, Article], float] | None = None

    def find(self, text: str, confidence: float) -> tuple[SubjectHit, ...]:
        """Return what a text is about besides articles; () until `look` has been called.

        confidence: how sure it is that the best article answers it
        """
        made = self._made
        return made.index.find(text, confidence) if made else ()

    def look(self, articles: Mapping[str, Article], encoder: Encoder) -> None:
        """Make the subjects anew if the settings name others, or articles have changed and rest."""
        subjects, made = self._subjects(), self._made
        is_new = made is None or (subjects, encoder.identity) != (made.subjects, made.encoder)
        if is_new or self._have_rested(articles):
            self._make(subjects, articles, encoder)

    def _have_rested(self, articles: Mapping[str, Article]) -> bool:
        """Tell whether there are other articles than those weighed, unchanged for long enough."""
        if self._made is not None and self._made.articles is articles:
            return False
        at = time.monotonic()
        if self._changing is None or self._changing[0] is not articles:
            self._changing = (articles, at)
        return at - self._changing[1] >= self._calm

    def _make(
        self, subjects: tuple[Subject, ...], articles: Mapping[str, Article], encoder: Encoder
    ) -> None:
        background = [text for article in articles.values() for text in article.asked]
        kept = CachingEncoder(encoder, self._vectors)
        index = SubjectIndex.build(subjects, background, encoder, kept)
        self._made = _Made(index, subjects, articles, encoder.identity)
        log.info("subjects_served", subjects=len(subjects), background=len(background))
