"""The knowledge base as the rest of Effie sees it: ask it a question, or for an article."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

import structlog

from core.answering import Retrieval
from core.articles import Article, ArticleFault
from core.errors import EffieError, Unavailable
from knowledge_base.engine import Engine
from knowledge_base.learner import Learner
from knowledge_base.model import Model, served_model
from knowledge_base.places import Places
from knowledge_base.served_encoder import ServedEncoder
from knowledge_base.shelf import Shelf
from knowledge_base.snapshot import Snapshot
from knowledge_base.watcher import Watcher, look
from store.article_folder import Library

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class _Served:
    """A snapshot, ready to answer from; swapped whole, never changed."""

    encoder: ServedEncoder | None = None
    engine: Engine | None = None
    library: Library = field(default_factory=Library)
    by_slug: Mapping[str, Article] = field(default_factory=dict)


class KnowledgeBase:
    """The articles in a folder, searchable, always those that stand on disk now.

    What is new there is learnt by a process beside this one, and served as soon as it is learnt;
    until then, and if that fails, what was served before stays. Safe to use from several threads.
    `start` loads it; before that it has no articles.
    """

    def __init__(self, articles: Path, encoder: str, var: Path, watch_seconds: float) -> None:
        """Name the folder, the encoder's model, and where what was learnt is kept."""
        self._folder, self._named = articles, encoder
        self._places = Places(var)
        self._learner = Learner(articles, self._places)
        self._watcher = Watcher(self._look, watch_seconds, self._renew)
        self._served = _Served()
        self._trouble = ""

    def start(self) -> None:
        """Serve the articles, learning them first if nobody has yet, and watch the folder.

        If they can't be learnt, what was served last from this folder is served again. If there
        is no such thing, raises Unavailable; if there is no folder, Fault.
        """
        seen = self._look()
        try:
            self._renew()
        except Unavailable as error:
            log.error("articles_not_learnt", problem=error.message)
            self._serve_what_was()
        self._watcher.start(seen)

    def stop(self) -> None:
        """Stop watching the folder; what was loaded stays searchable."""
        self._learner.stop()
        self._watcher.stop()

    def search(self, question: str) -> Retrieval:
        """Return the articles that may answer the question, with how likely each is right."""
        engine = self._served.engine
        return engine.search(question) if engine else Retrieval(question)

    def article(self, slug: str) -> Article | None:
        return self._served.by_slug.get(slug)

    def articles(self) -> tuple[Article, ...]:
        return self._served.library.articles

    def titles(self) -> Mapping[str, str]:
        """Return each article's title by its slug."""
        return MappingProxyType(
            {article.slug: article.title for article in self._served.library.articles}
        )

    def faults(self) -> tuple[ArticleFault, ...]:
        """Return what is wrong in the folder; the articles named here may be left out.

        The first one says so if the articles on disk could not be learnt, and older ones answer.
        """
        faults = self._served.library.faults
        trouble = self._trouble
        return (ArticleFault(self._folder.name, 1, trouble), *faults) if trouble else faults

    def _look(self) -> Hashable:
        return look(self._folder), self._model().identity

    def _model(self) -> Model:
        return served_model(self._named, self._places.adapted)

    def _renew(self) -> None:
        try:
            self._serve_what_is()
        except EffieError as error:
            self._trouble = error.message
            raise
        self._trouble = ""

    def _serve_what_is(self) -> None:
        model = self._model()
        encoder = self._encoder(model)
        shelf = self._shelf(encoder)
        key = shelf.key()
        snapshot = shelf.get(key)
        if snapshot is None:
            key = self._learner.learn(model)  # which may have seen a later state of the folder
            snapshot = shelf.get(key)
        if snapshot is None:
            raise Unavailable("The articles were learnt, but the snapshot is gone; save one again.")
        self._serve(encoder, snapshot)
        shelf.remember(key)

    def _serve_what_was(self) -> None:
        encoder = self._encoder(self._model())
        snapshot = self._shelf(encoder).last()
        if snapshot is None:
            raise Unavailable(self._trouble)
        self._serve(encoder, snapshot)

    def _serve(self, encoder: ServedEncoder, snapshot: Snapshot) -> None:
        library = snapshot.library
        engine = Engine(library.articles, encoder, snapshot.learnt)
        engine.search("warm up")  # the first question takes longer: not a customer's
        by_slug = {article.slug: article for article in library.articles}
        self._served = _Served(encoder, engine, library, by_slug)
        for fault in library.faults:
            log.warning("article_fault", file=fault.file, line=fault.line, problem=fault.problem)
        log.info("articles_loaded", articles=len(library.articles), faults=len(library.faults))

    def _shelf(self, encoder: ServedEncoder) -> Shelf:
        return Shelf(self._places.snapshots, self._folder, encoder.identity)

    def _encoder(self, model: Model) -> ServedEncoder:
        """Return the encoder that serves already, if it is of this model."""
        fresh = ServedEncoder(model, self._places.encoders)
        served = self._served.encoder
        return served if served and served.identity == fresh.identity else fresh
