"""Keeping what is served in step with the articles.

A change updates what is served incrementally and at once. When changes have come to rest, a
process beside this one trains in full, and its result is served instead. Whatever fails, what
was served before answers on, and `trouble` says why.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
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
from knowledge_base.retrieval import Engine, SentenceVectors, reads_alike
from knowledge_base.serving.article_feed import LiveArticleFeed
from knowledge_base.serving.snapshot import Snapshot
from knowledge_base.serving.snapshot_store import SnapshotStore
from knowledge_base.serving.training_process import Trainer

log = structlog.get_logger(__name__)

AT_ONCE = 8  # articles added between two looks at what has changed meanwhile
PATIENCE = 300.0  # seconds for which one change after the other may put training off
_READING, _UPDATING, _TRAINING = "reading", "updating", "training"
_WENT_WRONG = {
    _READING: "The articles can't be read",
    _UPDATING: "The latest changes can't be added to what answers",
    _TRAINING: "What answers can't be trained anew",
}
_RETRY = {_READING: 1.0, _UPDATING: 10.0, _TRAINING: 60.0}  # seconds, without a change
_PAUSE = 0.05  # seconds between two looks at a training that is waited for


@dataclass(frozen=True)
class ActiveIndex:
    """The index that answers at one moment; swapped whole, never changed.

    revision: of the articles; every change up to it is in here
    """

    engine: Engine
    encoder: RecentEncoder
    articles: Mapping[str, Article]
    revision: int
    since: datetime
    sentences: SentenceVectors = field(default_factory=SentenceVectors)


@dataclass(frozen=True)
class _Training:
    """A training under way."""

    encoder: RecentEncoder
    key: str


class IndexRefresher:
    """Trains on the live articles and holds the index that serves. For one thread at a time."""

    def __init__(self, feed: LiveArticleFeed, encoder: str, paths: Paths, calm: float) -> None:
        """calm: seconds without a change after which everything is trained anew"""
        self.active: ActiveIndex | None = None
        self._feed, self._named, self._paths, self._calm = feed, encoder, paths, calm
        self._trainer = Trainer(paths)
        self._training: _Training | None = None
        self._settled: tuple[Engine, int] | None = None  # nothing is left to add here
        self._troubles: dict[str, str] = {}
        self._rests: dict[str, float] = {}  # until when a step that failed is left alone

    @property
    def trouble(self) -> str:
        """What went wrong and still stands, in words; "" if nothing did."""
        return " ".join(self._troubles.values())

    @property
    def is_training(self) -> bool:
        return self._training is not None

    def begin(self) -> None:
        """Serve the articles, training on them first if nothing like them has been trained yet.

        If they can't be read or trained on, what was served last is served again; without such a
        thing, raises Unavailable.
        """
        model = self._model()
        if self._step(_READING, self._feed.read_all):
            self._step(_TRAINING, lambda: self._start(model))
        if self.active is None:
            last = self._snapshots(self._encoder(model)).last()
            if last is None:
                raise Unavailable(self.trouble)
            self._serve_snapshot(last, self._encoder(model))
        self._step(_UPDATING, self._update)

    def train(self) -> None:
        """Train on all that is wanted and wait for it; raises Unavailable where that fails."""
        if self._step(_READING, self._feed.read_all):
            self._step(_TRAINING, lambda: self._train_now(self._model()))
        if self.trouble:
            raise Unavailable(self.trouble)

    def look(self) -> None:
        """Do what is to be done now; never waits for the training."""
        if self._step(_READING, self._feed.read_changes):
            self._rests.clear()
        self._step(_TRAINING, self._take_result)
        self._step(_UPDATING, self._update)
        self._step(_TRAINING, self._train_beside)

    def stop(self) -> None:
        """End the training under way, and begin no other."""
        self._trainer.stop()

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
        """Serve the snapshot from just this or nearly this; only without it train first."""
        encoder = self._encoder(model)
        snapshots = self._snapshots(encoder)
        last = None if snapshots.holds(snapshots.key(self._feed.sorted())) else snapshots.last()
        if last is not None and self._feed.is_near(last.articles):
            self._serve_snapshot(last, encoder)
        else:
            self._train_now(model)

    def _update(self) -> None:
        """Add changes that are waited for to what is served, and remove what was withdrawn."""
        active, feed = self.active, self._feed
        if active is None or not feed.is_read:
            return
        if self._settled == (active.engine, feed.revision):
            return
        missing = feed.missing(active.articles)
        removed = {slug: None for slug, article in missing.items() if article is None}
        due = _costing_nothing(missing, active.articles)
        due |= dict(list(feed.urgent(missing).items())[:AT_ONCE])
        if not due:
            self._settled = (active.engine, feed.revision)
            if not missing:
                self.active = replace(active, revision=feed.revision)
            return
        try:
            engine = active.engine.with_changes(due, self._passages(active.encoder))
        except Exception:
            if removed:  # that much needs no encoder
                self._serve(active.engine.with_changes(removed), active.encoder)
            raise
        self._serve(engine, active.encoder)

    def _train_beside(self) -> bool:
        """Have everything trained once changes have come to rest; True if there is nothing to."""
        active = self.active
        if active is None or not self._feed.is_read or self._training is not None:
            return False
        model = self._model()
        is_whole = active.revision == self._feed.revision and not active.engine.has_updates
        if is_whole and active.encoder.identity == self._encoder(model).identity:
            return True
        if self._feed.has_come_to_rest(self._calm, PATIENCE):
            self._begin_training(model)
        return False

    def _train_now(self, model: Model) -> None:
        self._begin_training(model)
        while not self._trainer.has_ended():
            time.sleep(_PAUSE)
        self._take_result()

    def _begin_training(self, model: Model) -> None:
        """Begin, unless just this was trained before; then it is only taken."""
        encoder, articles = self._encoder(model), self._feed.sorted()
        snapshots = self._snapshots(encoder)
        key = snapshots.key(articles)
        self._feed.is_being_trained()
        if not snapshots.holds(key):
            self._trainer.begin(model, articles)
        self._training = _Training(encoder, key)

    def _take_result(self) -> bool:
        """Serve it; False if there is nothing to take."""
        training = self._training
        if training is None or not self._trainer.has_ended():
            return False
        self._training = None
        self._trainer.finish()
        snapshots = self._snapshots(training.encoder)
        snapshot = snapshots.get(training.key)
        if snapshot is None:
            raise Unavailable("the snapshot is gone from the var folder. It is tried again.")
        self._serve_snapshot(snapshot, training.encoder)
        snapshots.remember(training.key)
        return True

    def _serve_snapshot(self, snapshot: Snapshot, encoder: RecentEncoder) -> None:
        """Serve a snapshot, with the changes that are served already."""
        engine = Engine(snapshot.articles, encoder, snapshot.model)
        engine.search("warm up")  # the first question takes longer: not a customer's
        if self._feed.is_read:
            missing = self._feed.missing(engine.articles())
            urgent = self._feed.urgent(missing)
            now = self.active.articles if self.active else {}
            due = _costing_nothing(missing, engine.articles()) | {
                slug: article
                for slug, article in missing.items()
                if slug in urgent or now.get(slug) == article
            }
            engine = engine.with_changes(due, self._passages(encoder))
        self._serve(engine, encoder)

    def _serve(self, engine: Engine, encoder: RecentEncoder) -> None:
        articles = engine.articles()
        is_whole = self._feed.is_read and not self._feed.missing(articles)
        revision = self.active.revision if self.active else 0
        if is_whole:
            revision = self._feed.revision
        sentences = self._sentences(articles, encoder)
        since = datetime.now(timezone.utc)
        self.active = ActiveIndex(engine, encoder, articles, revision, since, sentences)
        log.info("articles_served", articles=len(articles), updated=engine.has_updates)

    def _sentences(
        self, articles: Mapping[str, Article], encoder: RecentEncoder
    ) -> SentenceVectors:
        """Return the sentences' vectors; those of unchanged articles are at hand."""
        active = self.active
        is_same = active is not None and active.encoder.identity == encoder.identity
        known = active.sentences if active and is_same else SentenceVectors()
        return known.learn(articles.values(), self._passages(encoder))

    def _model(self) -> Model:
        return served_model(self._named, self._paths.adapted)

    def _snapshots(self, encoder: RecentEncoder) -> SnapshotStore:
        return SnapshotStore(self._paths.snapshots, encoder.identity)

    def _encoder(self, model: Model) -> RecentEncoder:
        """Return the encoder that serves already, if it is of this model."""
        candidate = RecentEncoder(ServedEncoder(model, self._paths.encoders))
        active = self.active.encoder if self.active else None
        return active if active and active.identity == candidate.identity else candidate

    def _passages(self, encoder: RecentEncoder) -> CachingEncoder:
        """Return the encoder with every vector that is kept."""
        return CachingEncoder(encoder, self._paths.vectors)


def _costing_nothing(
    missing: Mapping[str, Article | None], known: Mapping[str, Article]
) -> dict[str, Article | None]:
    """Return the changes after which nothing new has to be found: withdrawn, or found as before."""
    return {
        slug: article
        for slug, article in missing.items()
        if article is None or (slug in known and reads_alike(known[slug], article))
    }
