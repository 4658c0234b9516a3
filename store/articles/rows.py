"""What the record says about articles, and how its rows are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any

from sqlalchemy import Row

from core.articles import Article, Draft, draft_to_json, read_draft


class ArticleState(Enum):
    DRAFT = "draft"  # never published
    LIVE = "live"
    CHANGED = "changed"  # live, with a newer draft
    WITHDRAWN = "withdrawn"


class VersionKind(str, Enum):
    PUBLISHED = "published"
    RESTORED = "restored"
    IMPORTED = "imported"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Version:
    """An article as it went live, or as it was when it was withdrawn."""

    number: int
    article: Article
    kind: VersionKind
    why: str
    by: str  # the name of who did it
    by_id: str  # their staff id, "" for a machine
    at: datetime
    restores: int = 0  # the version it brought back


@dataclass(frozen=True)
class SavedDraft:
    """A draft as it was saved last. `revision` is never given out twice for an article."""

    draft: Draft
    revision: int
    based_on: int  # the version it goes on from, 0 if there was none
    by: str
    by_id: str
    at: datetime
    from_folder: bool = False  # a file that was not taken as it is, so that nobody's work is lost


@dataclass(frozen=True)
class Schedule:
    """What will happen by itself. The draft is published as it was when this was decided."""

    publish_at: datetime | None
    expire_at: datetime | None
    draft_revision: int
    why: str
    by: str
    by_id: str
    at: datetime


@dataclass(frozen=True)
class ListedArticle:
    """An article in a list: of the live version, else of the draft, else of the last version."""

    slug: str
    title: str
    state: ArticleState
    owner: str
    review: str  # an ISO date or ""
    tags: tuple[str, ...]
    version: int  # the latest, 0 if it was never published
    published_at: datetime | None
    published_by: str
    draft_at: datetime | None
    draft_by: str
    publish_at: datetime | None
    expire_at: datetime | None


@dataclass(frozen=True)
class ArticleRecord:
    """Everything there is about one article but its older versions."""

    listed: ListedArticle
    live: Article | None
    draft: SavedDraft | None
    last: Version | None  # the latest version, whatever its kind
    schedule: Schedule | None

    @property
    def overtaken(self) -> bool:
        """Whether the draft goes on from a version that is no longer the latest."""
        return self.draft is not None and self.draft.based_on != self.listed.version


def article_to_json(article: Article) -> dict[str, Any]:
    """Return what the record keeps of an article; its slug is a column of its own."""
    values = article.to_json()
    del values["slug"]
    return values


def article_from_json(slug: str, content: Mapping[str, Any]) -> Article:
    return Article.from_json({"slug": slug, **content})


def content_of(draft: Draft) -> dict[str, Any]:
    """Return what the record keeps of a draft; `saved_draft` reads it."""
    return draft_to_json(draft)


def version_of(row: Row[Any]) -> Version:
    return Version(
        number=row.number,
        article=article_from_json(row.article, row.content),
        kind=VersionKind(row.kind),
        why=row.why,
        by=row.by_name,
        by_id=row.by,
        at=row.at,
        restores=row.restores,
    )


def saved_draft(row: Row[Any]) -> SavedDraft:
    return SavedDraft(
        draft=read_draft(row.content),
        revision=row.revision,
        based_on=row.based_on,
        by=row.by_name,
        by_id=row.by,
        at=row.at,
        from_folder=row.from_folder,
    )


def schedule_of(row: Row[Any]) -> Schedule:
    return Schedule(
        publish_at=row.publish_at,
        expire_at=row.expire_at,
        draft_revision=row.draft_revision,
        why=row.why,
        by=row.by_name,
        by_id=row.by,
        at=row.at,
    )


def state_of(version: int, live: int, has_draft: bool) -> ArticleState:
    """Tell an article's state from its latest and its live version."""
    if live:
        return ArticleState.CHANGED if has_draft else ArticleState.LIVE
    return ArticleState.WITHDRAWN if version else ArticleState.DRAFT
