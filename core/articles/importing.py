"""Decides what becomes of an imported article: its file, the record and its last import differ."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from core.articles.article import Article
from core.articles.draft import Draft
from core.articles.validation import unfinished_article


class ImportOutcome(str, Enum):
    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    DRAFT = "draft"  # changed here meanwhile: the file became a draft
    CONFLICT = "conflict"  # changed here, and a colleague's draft is in the way: not taken
    FAULTY = "faulty"  # not taken; what was live stays
    WITHDRAWN = "withdrawn"  # its file is gone
    KEPT = "kept"  # its file is gone, but what is live came from somewhere else

    @property
    def writes(self) -> bool:
        """Whether something changes in the record."""
        return self in {
            ImportOutcome.NEW,
            ImportOutcome.CHANGED,
            ImportOutcome.DRAFT,
            ImportOutcome.WITHDRAWN,
        }


@dataclass(frozen=True)
class RecordStatus:
    """How an article stands in the record. `last` is its latest version, live or not."""

    slug: str
    version: int
    live: bool
    last: Article | None
    imported: bool = False  # whether its latest version came from a file
    draft: Draft | None = None
    draft_from_folder: bool = False

    @property
    def drafted(self) -> bool:
        return self.draft is not None

    @property
    def is_bare(self) -> bool:
        """Whether there is nothing but the name: thrown away before it was published."""
        return self.version == 0 and not self.drafted


def decide_import(
    article: Article, status: RecordStatus | None, base: int | None, overwrite: bool = False
) -> ImportOutcome:
    """Return the outcome for an article read from a file.

    base: the version that the file became at its last import; None if it was never imported
    overwrite: let the file win where the article was changed here meanwhile
    """
    if status is None or status.is_bare:
        return ImportOutcome.NEW
    if status.live and status.last is not None and same_words(article, status.last):
        return ImportOutcome.UNCHANGED
    if overwrite or base == status.version:
        return ImportOutcome.CHANGED
    if status.drafted and not status.draft_from_folder:
        return ImportOutcome.CONFLICT
    return ImportOutcome.DRAFT


def decide_draft(draft: Draft, status: RecordStatus | None) -> ImportOutcome:
    """Return the outcome for an article that is only to become a draft, whatever is live."""
    if status is None or status.is_bare:
        return ImportOutcome.NEW
    if status.draft is not None:
        if replace(status.draft, review=draft.review) == draft:
            return ImportOutcome.UNCHANGED
        return ImportOutcome.DRAFT if status.draft_from_folder else ImportOutcome.CONFLICT
    if status.live and status.last is not None:
        brought = unfinished_article(status.slug, draft, None)
        if same_words(replace(brought, review=status.last.review), status.last):
            return ImportOutcome.UNCHANGED
    return ImportOutcome.DRAFT


def decide_vanished(status: RecordStatus | None, base: int) -> ImportOutcome:
    """Return the outcome for an article whose file is gone; `base` as in `decide_import`."""
    if status is None or not status.live:
        return ImportOutcome.UNCHANGED
    return ImportOutcome.WITHDRAWN if status.version == base else ImportOutcome.KEPT


def same_words(one: Article, other: Article) -> bool:
    """Whether two articles are equal in every field but `updated`."""
    return replace(one, updated=None) == replace(other, updated=None)
