"""Two people at one draft: the second is told, and loses nothing."""

from __future__ import annotations

from core.errors import Conflict
from store.articles.rows import ArticleRecord


class DraftConflict(Conflict):
    """A colleague has changed this article in the meantime. Yours isn't lost: compare the two.

    draft: the colleague's, None if it was published or discarded
    last: the latest version by now
    """

    def __init__(self, record: ArticleRecord) -> None:
        self.draft, self.last = record.draft, record.last
        super().__init__(_what_happened(record))


def _what_happened(record: ArticleRecord) -> str:
    if record.draft is not None:
        return (
            f"{record.draft.by} has saved this article in the meantime. Yours isn't lost: compare "
            "the two, and save again what should stay."
        )
    if record.last is not None:
        return (
            f"{record.last.by} has changed this article in the meantime: version "
            f"{record.last.number} was {record.last.kind.value}. Yours isn't lost: compare the two."
        )
    return "A colleague has thrown this draft away. Yours isn't lost: save it as a new draft."
