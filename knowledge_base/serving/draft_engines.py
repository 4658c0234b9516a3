"""Engines as drafts would make them, kept for the next question about the same draft."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from core.articles import Article
from knowledge_base.retrieval import Engine

MAX_KEPT = 8

_Key = tuple[str, Article | None]


class Drafts:
    """The latest few engines with a draft grafted on, each onto what was served then."""

    def __init__(self) -> None:
        self._kept: OrderedDict[_Key, tuple[Engine, Engine]] = OrderedDict()
        self._lock = Lock()

    def engine(self, served: Engine, slug: str, article: Article | None) -> Engine:
        """Return what is served with one article changed or, if None, gone."""
        key = (slug, article)
        with self._lock:
            onto, engine = self._kept.get(key, (None, None))
            if onto is served and engine is not None:
                self._kept.move_to_end(key)
                return engine
        engine = served.with_changes({slug: article})
        with self._lock:
            self._kept[key] = served, engine
            while len(self._kept) > MAX_KEPT:
                self._kept.popitem(last=False)
        return engine

    def keep_only(self, served: Engine) -> None:
        """Let go of engines that would keep in memory what was served before."""
        with self._lock:
            for key in [key for key, (onto, _) in self._kept.items() if onto is not served]:
                del self._kept[key]
