"""The knowledge base as the rest of Effie sees it: ask it a question, or for an article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from pathlib import Path
from types import MappingProxyType

from core.answering import Retrieval
from core.articles import Article
from core.errors import Unavailable
from knowledge_base.paths import Paths
from knowledge_base.retrieval import MAX_HITS, Engine
from knowledge_base.serving import Drafts, IndexRefresher, LiveArticleFeed, Watcher
from knowledge_base.source import Source

POLL = 0.25  # seconds between two looks at whether an article has changed
CALM = 5.0  # seconds without a change after which all is learnt anew


class State(str, Enum):
    """How far what is served is learnt."""

    LEARNT = "learnt"
    GRAFTED = "grafted"  # changes were added to what was learnt before
    LEARNING = "learning"  # the same, and all of it is being learnt


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
        self, source: Source, encoder: str, var: Path, poll: float = POLL, calm: float = CALM
    ) -> None:
        """Name the encoder's model, and the folder where what was learnt is kept."""
        self._renewal = IndexRefresher(LiveArticleFeed(source), encoder, Paths(var), calm)
        self._drafts = Drafts()
        self._watcher = Watcher(self._look, poll)

    def start(self) -> None:
        """Serve the articles, and from now on every change of them.

        They are learnt first if nothing like them has been learnt yet. If that fails, what was
        served last is served again; if there is no such thing, raises Unavailable.
        """
        self._renewal.begin()
        self._watcher.start()

    def learn(self) -> None:
        """Learn the articles and wait for it, so that a start need not; raises Unavailable."""
        self._renewal.learn()

    def stop(self) -> None:
        """Follow no more changes; what was loaded stays searchable."""
        self._renewal.stop()
        self._watcher.stop()

    def search(self, question: str, limit: int = MAX_HITS) -> Retrieval:
        """Return the articles that may answer the question, with how likely each is right."""
        served = self._renewal.served
        return served.engine.search(question, limit) if served else Retrieval(question)

    def article(self, slug: str) -> Article | None:
        served = self._renewal.served
        return served.articles.get(slug) if served else None

    def articles(self) -> tuple[Article, ...]:
        served = self._renewal.served
        return tuple(served.articles.values()) if served else ()

    def titles(self) -> Mapping[str, str]:
        """Return each article's title by its slug."""
        return MappingProxyType({article.slug: article.title for article in self.articles()})

    def engine(self) -> Engine:
        """Return what answers now, for questions that must meet the same; raises Unavailable."""
        served = self._renewal.served
        if served is None:
            raise Unavailable("No article has been loaded yet. Try again in a moment.")
        return served.engine

    def engines_with(self, slug: str, article: Article | None) -> tuple[Engine, Engine]:
        """Return what answers now, and what would if this article were live or, None, withdrawn."""
        engine = self.engine()
        return engine, self._drafts.engine(engine, slug, article)

    def standing(self) -> IndexStatus | None:
        """Return what is answered from now; None before the start."""
        served = self._renewal.served
        if served is None:
            return None
        state = State.GRAFTED if served.engine.has_updates else State.LEARNT
        return IndexStatus(
            revision=served.revision,
            articles=len(served.articles),
            passages=served.engine.passages,
            state=State.LEARNING if self._renewal.is_learning else state,
            trouble=self._renewal.trouble,
            since=served.since,
        )

    def _look(self) -> None:
        self._renewal.look()
        if self._renewal.served is not None:
            self._drafts.keep_only(self._renewal.served.engine)
