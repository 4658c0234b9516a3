"""Engines as drafts would make them, kept for the next question about the same draft."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from core.articles import Article
from knowledge_base.retrieval import Engine

MAX_DRAFT_ENGINES = 8

_Key = tuple[str, Article | None]


class DraftEngines:
    """The latest few engines with a draft added, each based on what was served then."""

    def __init__(self) -> None:
        self._kept: OrderedDict[_Key, tuple[Engine, Engine]] = OrderedDict()
        self._lock = Lock()

    def engine(self, active: Engine, slug: str, article: Article | None) -> Engine:
        """Return what is served with one article changed or, if None, removed."""
        key = (slug, article)
        with self._lock:
            based_on, engine = self._kept.get(key, (None, None))
            if based_on is active and engine is not None:
                self._kept.move_to_end(key)
                return engine
        engine = active.with_changes({slug: article})
        with self._lock:
            self._kept[key] = active, engine
            while len(self._kept) > MAX_DRAFT_ENGINES:
                self._kept.popitem(last=False)
        return engine

    def keep_only(self, active: Engine) -> None:
        """Let go of engines that would keep in memory what was served before."""
        with self._lock:
            for key in [key for key, (based_on, _) in self._kept.items() if based_on is not active]:
                del self._kept[key]
