"""The knowledge base as the rest of Effie sees it: ask it a question, or for an article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

import structlog

from core.answering import Retrieval
from core.articles import Article, ArticleFault
from knowledge_base.encoder import Encoder
from knowledge_base.engine import Engine
from knowledge_base.library import Library, read_library
from knowledge_base.watcher import Watcher, look

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class _Snapshot:
    """Articles and the engine that was built from them; swapped whole, never changed."""

    library: Library
    engine: Engine
    by_slug: Mapping[str, Article] = field(default_factory=dict)


class KnowledgeBase:
    """The articles in a folder, searchable, always those that stand on disk now.

    Safe to use from several threads. `start` loads it; before that it has no articles.
    """

    def __init__(
        self,
        folder: Path,
        encoder: Encoder,
        watch_seconds: float,
        passage_encoder: Encoder | None = None,
    ) -> None:
        """`passage_encoder` encodes what stands in articles, if that should be cached."""
        self._folder, self._encoder = folder, encoder
        self._passage_encoder = passage_encoder or encoder
        self._watcher = Watcher(folder, watch_seconds, self._load)
        self._snapshot = _Snapshot(Library(), Engine.build((), encoder))

    def start(self) -> None:
        """Read the articles, build the index and watch the folder.

        Raises Fault if there is no folder, and Unavailable if the encoder can't be loaded.
        """
        seen = look(self._folder)
        self._load()
        self.search("warm up")  # the encoder's first question takes seconds: not a customer's
        self._watcher.start(seen)

    def stop(self) -> None:
        """Stop watching the folder; what was loaded stays searchable."""
        self._watcher.stop()

    def search(self, question: str) -> Retrieval:
        """Return the articles that may answer the question, with how likely each is right."""
        return self._snapshot.engine.search(question)

    def article(self, slug: str) -> Article | None:
        return self._snapshot.by_slug.get(slug)

    def articles(self) -> tuple[Article, ...]:
        return self._snapshot.library.articles

    def titles(self) -> Mapping[str, str]:
        """Return each article's title by its slug."""
        return MappingProxyType(
            {article.slug: article.title for article in self._snapshot.library.articles}
        )

    def faults(self) -> tuple[ArticleFault, ...]:
        """Return what is wrong in the folder; the articles named here may be left out."""
        return self._snapshot.library.faults

    def _load(self) -> None:
        library = read_library(self._folder)
        engine = Engine.build(library.articles, self._encoder, self._passage_encoder)
        by_slug = {article.slug: article for article in library.articles}
        self._snapshot = _Snapshot(library, engine, by_slug)
        for fault in library.faults:
            log.warning("article_fault", file=fault.file, line=fault.line, problem=fault.problem)
        log.info("articles_loaded", articles=len(library.articles), faults=len(library.faults))
