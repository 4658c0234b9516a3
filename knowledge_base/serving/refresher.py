"""Keeping what is served in step with the articles.

A change is grafted onto what is served at once. When the changes have come to rest, everything is
learnt anew by a process beside this one, and its result is served instead. Whatever fails, what
was served before answers on, and `trouble` says why.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timezone

import structlog

from core.articles import Article
from core.errors import EffieError, Unavailable
from knowledge_base.encoding import (
    CachingEncoder,
    Model,
    RecentEncoder,
    ServedEncoder,
    served_model,
)
from knowledge_base.paths import Paths
from knowledge_base.retrieval import Engine, reads_alike
from knowledge_base.serving.article_feed import LiveArticleFeed
from knowledge_base.serving.snapshot import Snapshot
from knowledge_base.serving.snapshot_store import SnapshotStore
from knowledge_base.serving.training_process import Learner

log = structlog.get_logger(__name__)

AT_ONCE = 8  # articles grafted between two looks at what has changed meanwhile
PATIENCE = 300.0  # seconds for which one change after the other may put learning off
_READING, _GRAFTING, _LEARNING = "reading", "grafting", "learning"
_WENT_WRONG = {
    _READING: "The articles can't be read",
    _GRAFTING: "The latest changes can't be added to what answers",
    _LEARNING: "What answers can't be learnt anew",
}
_RETRY = {_READING: 1.0, _GRAFTING: 10.0, _LEARNING: 60.0}  # seconds, without a change
_PAUSE = 0.05  # seconds between two looks at a learning that is waited for


@dataclass(frozen=True)
class ActiveIndex:
    """What is answered from at one moment; swapped whole, never changed.

    revision: of the articles; every change up to it is in here
    """

    engine: Engine
    encoder: RecentEncoder
    articles: Mapping[str, Article]
    revision: int
    since: datetime


@dataclass(frozen=True)
class _Learning:
    """What is being learnt."""

    encoder: RecentEncoder
    key: str


class IndexRefresher:
    """Has what is wanted learnt, and holds what is served. For one thread at a time."""

    def __init__(self, wanted: LiveArticleFeed, encoder: str, paths: Paths, calm: float) -> None:
        """calm: seconds without a change after which everything is learnt anew"""
        self.served: ActiveIndex | None = None
        self._wanted, self._named, self._places, self._calm = wanted, encoder, paths, calm
        self._learner = Learner(paths)
        self._learning: _Learning | None = None
        self._settled: tuple[Engine, int] | None = None  # nothing is left to graft here
        self._troubles: dict[str, str] = {}
        self._rests: dict[str, float] = {}  # until when a step that failed is left alone

    @property
    def trouble(self) -> str:
        """What went wrong and still stands, in words; "" if nothing did."""
        return " ".join(self._troubles.values())

    @property
    def is_learning(self) -> bool:
        return self._learning is not None

    def begin(self) -> None:
        """Serve the articles, learning them first if nothing like them has been learnt yet.

        If they can't be read or learnt, what was served last is served again; without such a
        thing, raises Unavailable.
        """
        model = self._model()
        if self._step(_READING, self._wanted.read_all):
            self._step(_LEARNING, lambda: self._start(model))
        if self.served is None:
            last = self._shelf(self._encoder(model)).last()
            if last is None:
                raise Unavailable(self.trouble)
            self._serve_snapshot(last, self._encoder(model))
        self._step(_GRAFTING, self._graft)

    def learn(self) -> None:
        """Learn all that is wanted and wait for it; raises Unavailable if that is not possible."""
        if self._step(_READING, self._wanted.read_all):
            self._step(_LEARNING, lambda: self._learn_now(self._model()))
        if self.trouble:
            raise Unavailable(self.trouble)

    def look(self) -> None:
        """Do what is to be done now; never waits for the learning."""
        if self._step(_READING, self._wanted.hear):
            self._rests.clear()
        self._step(_LEARNING, self._take_what_was_learnt)
        self._step(_GRAFTING, self._graft)
        self._step(_LEARNING, self._learn_beside)

    def stop(self) -> None:
        """End the learning under way, and begin no other."""
        self._learner.stop()

    def _step(self, name: str, work: Callable[[], bool | None]) -> bool:
        """Do one step unless it rests. What goes wrong is kept as trouble until it goes well.

        A step that returns False could not show whether it goes well.
        """
        if time.monotonic() < self._rests.get(name, 0.0):
            return False
        try:
            done = work()
        except Exception as error:  # whatever it was, what was served before is still served
            said = error.message if isinstance(error, EffieError) else repr(error)
            trouble = f"{_WENT_WRONG[name]}: {said}"
            if self._troubles.get(name) != trouble:
                log.error("articles_trouble", problem=trouble, exc_info=error)
            self._troubles[name] = trouble
            self._rests[name] = time.monotonic() + _RETRY[name]
            return False
        if done is not False:
            self._troubles.pop(name, None)
        return bool(done)

    def _start(self, model: Model) -> None:
        """Serve what was learnt from just this or nearly this; only without it learn first."""
        encoder = self._encoder(model)
        shelf = self._shelf(encoder)
        last = None if shelf.holds(shelf.key(self._wanted.sorted())) else shelf.last()
        if last is not None and self._wanted.is_near(last.articles):
            self._serve_snapshot(last, encoder)
        else:
            self._learn_now(model)

    def _graft(self) -> None:
        """Put changes that are waited for onto what is served, and take away what is gone."""
        served, wanted = self.served, self._wanted
        if served is None or not wanted.is_read:
            return
        if self._settled == (served.engine, wanted.revision):
            return
        missing = wanted.missing(served.articles)
        gone = {slug: None for slug, article in missing.items() if article is None}
        due = _costing_nothing(missing, served.articles)
        due |= dict(list(wanted.urgent(missing).items())[:AT_ONCE])
        if not due:
            self._settled = (served.engine, wanted.revision)
            if not missing:
                self.served = replace(served, revision=wanted.revision)
            return
        try:
            engine = served.engine.with_changes(due, self._passages(served.encoder))
        except Exception:
            if gone:  # that much needs no encoder
                self._serve(served.engine.with_changes(gone), served.encoder)
            raise
        self._serve(engine, served.encoder)

    def _learn_beside(self) -> bool:
        """Have everything learnt once changes have come to rest; True if there is nothing to."""
        served = self.served
        if served is None or not self._wanted.is_read or self._learning is not None:
            return False
        model = self._model()
        is_whole = served.revision == self._wanted.revision and not served.engine.has_updates
        if is_whole and served.encoder.identity == self._encoder(model).identity:
            return True
        if self._wanted.has_come_to_rest(self._calm, PATIENCE):
            self._begin_learning(model)
        return False

    def _learn_now(self, model: Model) -> None:
        self._begin_learning(model)
        while not self._learner.has_ended():
            time.sleep(_PAUSE)
        self._take_what_was_learnt()

    def _begin_learning(self, model: Model) -> None:
        """Begin, unless just this was learnt before; then it is only taken."""
        encoder, articles = self._encoder(model), self._wanted.sorted()
        shelf = self._shelf(encoder)
        key = shelf.key(articles)
        self._wanted.is_being_learnt()
        if not shelf.holds(key):
            self._learner.begin(model, articles)
        self._learning = _Learning(encoder, key)

    def _take_what_was_learnt(self) -> bool:
        """Serve it; False if there is nothing to take."""
        learning = self._learning
        if learning is None or not self._learner.has_ended():
            return False
        self._learning = None
        self._learner.finish()
        shelf = self._shelf(learning.encoder)
        snapshot = shelf.get(learning.key)
        if snapshot is None:
            raise Unavailable("what was learnt is gone from the var folder. It is tried again.")
        self._serve_snapshot(snapshot, learning.encoder)
        shelf.remember(learning.key)
        return True

    def _serve_snapshot(self, snapshot: Snapshot, encoder: RecentEncoder) -> None:
        """Serve a snapshot; what is served already is grafted on, and what is gone stays gone."""
        engine = Engine(snapshot.articles, encoder, snapshot.learnt)
        engine.search("warm up")  # the first question takes longer: not a customer's
        if self._wanted.is_read:
            missing = self._wanted.missing(engine.articles())
            urgent = self._wanted.urgent(missing)
            now = self.served.articles if self.served else {}
            due = _costing_nothing(missing, engine.articles()) | {
                slug: article
                for slug, article in missing.items()
                if slug in urgent or now.get(slug) == article
            }
            engine = engine.with_changes(due, self._passages(encoder))
        self._serve(engine, encoder)

    def _serve(self, engine: Engine, encoder: RecentEncoder) -> None:
        articles = engine.articles()
        is_whole = self._wanted.is_read and not self._wanted.missing(articles)
        revision = self.served.revision if self.served else 0
        if is_whole:
            revision = self._wanted.revision
        self.served = ActiveIndex(engine, encoder, articles, revision, datetime.now(timezone.utc))
        log.info("articles_served", articles=len(articles), grafted=engine.has_updates)

    def _model(self) -> Model:
        return served_model(self._named, self._places.adapted)

    def _shelf(self, encoder: RecentEncoder) -> SnapshotStore:
        return SnapshotStore(self._places.snapshots, encoder.identity)

    def _encoder(self, model: Model) -> RecentEncoder:
        """Return the encoder that serves already, if it is of this model."""
        fresh = RecentEncoder(ServedEncoder(model, self._places.encoders))
        served = self.served.encoder if self.served else None
        return served if served and served.identity == fresh.identity else fresh

    def _passages(self, encoder: RecentEncoder) -> CachingEncoder:
        """Return the encoder with every vector that is kept."""
        return CachingEncoder(encoder, self._places.vectors)


def _costing_nothing(
    missing: Mapping[str, Article | None], known: Mapping[str, Article]
) -> dict[str, Article | None]:
    """Return the changes after which nothing new has to be found: withdrawn, or found as before."""
    return {
        slug: article
        for slug, article in missing.items()
        if article is None or (slug in known and reads_alike(known[slug], article))
    }
