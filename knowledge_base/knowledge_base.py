"""The knowledge base as the rest of Effie sees it: ask it a question, or for an article."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from pathlib import Path
from types import MappingProxyType

from core.answering import Retrieval, Sentence
from core.articles import Article
from core.errors import Unavailable
from core.subjects import Subject, SubjectKind, merged
from knowledge_base.paths import Paths
from knowledge_base.retrieval import MAX_HITS, Engine
from knowledge_base.serving import DraftEngines, IndexRefresher, LiveArticleFeed, Watcher
from knowledge_base.source import Source
from knowledge_base.spelling import SpellerKeeper
from knowledge_base.subjects import SubjectFinder

POLL = 0.25  # seconds between two looks at whether an article has changed
CALM = 5.0  # seconds without a change after which all is trained anew
_CARE = frozenset({SubjectKind.SENSITIVE, SubjectKind.HARMLESS})


class State(str, Enum):
    """How far what is served has been trained."""

    TRAINED = "learnt"
    UPDATED = "grafted"  # changes were added to the snapshot before
    TRAINING = "learning"  # the same, and all of it is being trained anew


@dataclass(frozen=True)
class IndexStatus:
    """What is answered from now.

    revision: of the articles; every change up to it is answered from
    trouble: why something newer is not answered from, in words; "" if nothing is wrong
    """

    revision: int
    articles: int
    passages: int
    state: State
    trouble: str
    since: datetime


class KnowledgeBase:
    """The articles of a source, searchable, always those that are live now.

    A change is answered from at once; whatever goes wrong, what was served before stays, except
    articles that were withdrawn. Safe to use from several threads. `start` loads it; before that
    it has no articles.
    """

    def __init__(
        self,
        source: Source,
        encoder: str,
        var: Path,
        poll: float = POLL,
        calm: float = CALM,
        subjects: Callable[[], tuple[Subject, ...]] = tuple,
    ) -> None:
        """Name the encoder's model, and the folder where the snapshot is kept.

        subjects: returns what messages may be about besides the articles, as it is now
        """
        paths = Paths(var)
        self._refresher = IndexRefresher(LiveArticleFeed(source), encoder, paths, calm)
        self._named = subjects
        self._subjects = SubjectFinder(subjects, paths.vectors, calm)
        self._spelling = SpellerKeeper(calm)
        self._drafts = DraftEngines()
        self._watcher = Watcher(self._look, poll)

    def start(self) -> None:
        """Serve the articles, and from now on every change of them.

        A model is trained on them first if there is none for them yet. If that fails, what was
        served last is served again; if there is no such thing, raises Unavailable.
        """
        self._refresher.begin()
        self._look_at_subjects()
        self._watcher.start()

    def train(self) -> None:
        """Train on the articles and wait for it, so that a start need not; raises Unavailable."""
        self._refresher.train()

    def stop(self) -> None:
        """Follow no more changes; what was loaded stays searchable."""
        self._refresher.stop()
        self._watcher.stop()

    def search(self, question: str, limit: int = MAX_HITS) -> Retrieval:
        """Return the articles that may answer the question, with how likely each is right.

        With them comes what else it is about.
        """
        return self.search_all([question], limit)[0]

    def search_all(self, questions: Sequence[str], limit: int = MAX_HITS) -> list[Retrieval]:
        """Search several questions as they were meant; the encoder is asked once for all."""
        found = self._found(questions, limit)
        return [self._about(own, each) for own, each in zip(questions, found, strict=True)]

    def articles_for(self, questions: Sequence[str]) -> list[Retrieval]:
        """Search as `search_all` does, in less time: nothing but articles."""
        found = self._found(questions, MAX_HITS)
        return [replace(each, question=own) for own, each in zip(questions, found, strict=True)]

    def _found(self, questions: Sequence[str], limit: int) -> list[Retrieval]:
        """Return the articles for questions as they were meant, named as they are meant."""
        active = self._refresher.active
        if active is None:
            return [Retrieval(question) for question in questions]
        return active.engine.search_all([*map(self._spelling.correct, questions)], limit)

    def _about(self, question: str, found: Retrieval) -> Retrieval:
        """Add what a question is about besides articles; what needs care is noticed either way."""
        about = self._subjects.find(found.question, found.confidence)
        if found.question != question:
            as_typed = self._subjects.find(question, found.confidence)
            about = merged(about, [hit for hit in as_typed if hit.kind in _CARE])
        return replace(found, question=question, subjects=about)

    def sentences(self, question: str, slug: str) -> tuple[Sentence, ...]:
        """Return an article's sentences beside a question; none of an article that is gone."""
        active = self._refresher.active
        if active is None:
            return ()
        vector = active.engine.encode([question.strip()])[0]
        return active.sentences.beside(slug, vector)

    def article(self, slug: str) -> Article | None:
        active = self._refresher.active
        return active.articles.get(slug) if active else None

    def articles(self) -> tuple[Article, ...]:
        active = self._refresher.active
        return tuple(active.articles.values()) if active else ()

    def titles(self) -> Mapping[str, str]:
        """Return each article's title by its slug."""
        return MappingProxyType({article.slug: article.title for article in self.articles()})

    def engine(self) -> Engine:
        """Return what answers now, for questions that must meet the same; raises Unavailable."""
        active = self._refresher.active
        if active is None:
            raise Unavailable("No article has been loaded yet. Try again in a moment.")
        return active.engine

    def engines_with(self, slug: str, article: Article | None) -> tuple[Engine, Engine]:
        """Return what answers now, and what would if this article were live or, None, withdrawn."""
        engine = self.engine()
        return engine, self._drafts.engine(engine, slug, article)

    def status(self) -> IndexStatus | None:
        """Return what is answered from now; None before the start."""
        active = self._refresher.active
        if active is None:
            return None
        state = State.UPDATED if active.engine.has_updates else State.TRAINED
        return IndexStatus(
            revision=active.revision,
            articles=len(active.articles),
            passages=active.engine.passages,
            state=State.TRAINING if self._refresher.is_training else state,
            trouble=self._refresher.trouble,
            since=active.since,
        )

    def _look(self) -> None:
        self._refresher.look()
        if self._refresher.active is not None:
            self._drafts.keep_only(self._refresher.active.engine)
        self._look_at_subjects()

    def _look_at_subjects(self) -> None:
        if self._refresher.active is not None:
            self._spelling.look(self._refresher.active.articles, self._named())
            self._subjects.look(self._refresher.active.articles, self._refresher.active.encoder)
