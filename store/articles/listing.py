"""Reading what the record says about articles."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, func, not_, select, true

from core.articles import Article
from store.articles.changes import NoSuchArticle, find_draft, find_schedule
from store.articles.rows import (
    ArticleRecord,
    ListedArticle,
    article_from_json,
    saved_draft,
    schedule_of,
    state_of,
    version_of,
)
from store.schema import article_clock, article_drafts, article_schedules, article_versions
from store.schema import articles as table

LATEST = article_versions.alias("latest")
_LIVE = article_versions.alias("live_version")


def read_revision(connection: Connection) -> int:
    return int(connection.execute(select(article_clock.c.revision)).scalar_one())


def read_live(connection: Connection, after: int | None = None) -> dict[str, Article | None]:
    """Return the live articles by slug; with `after`, those changed since, None if withdrawn."""
    on = and_(_LIVE.c.article == table.c.slug, _LIVE.c.number == table.c.live)
    query = select(table.c.slug, table.c.live, _LIVE.c.content).outerjoin(_LIVE, on)
    query = query.order_by(table.c.slug)
    query = query.where(table.c.live > 0 if after is None else table.c.revision > after)
    return {
        row.slug: article_from_json(row.slug, row.content) if row.live else None
        for row in connection.execute(query)
    }


def read_list(connection: Connection) -> list[ListedArticle]:
    """Return all articles by slug."""
    return [listed_of(row) for row in connection.execute(listing().order_by(table.c.slug))]


def read_record(connection: Connection, slug: str) -> ArticleRecord:
    """Return everything about an article, even if only its name is left; raises NoSuchArticle."""
    query = listing(with_bare_names=True).where(table.c.slug == slug)
    row = connection.execute(query).one_or_none()
    if row is None:
        raise NoSuchArticle
    draft, planned = find_draft(connection, slug), find_schedule(connection, slug)
    live = read_live_one(connection, slug)
    versions = select(article_versions).where(article_versions.c.article == slug)
    last = connection.execute(versions.order_by(article_versions.c.number.desc()).limit(1))
    latest = last.one_or_none()
    return ArticleRecord(
        listed=listed_of(row),
        live=live,
        draft=saved_draft(draft) if draft else None,
        last=version_of(latest) if latest else None,
        schedule=schedule_of(planned) if planned else None,
    )


def read_live_one(connection: Connection, slug: str) -> Article | None:
    on = and_(_LIVE.c.article == table.c.slug, _LIVE.c.number == table.c.live)
    query = select(_LIVE.c.content).join(table, on).where(table.c.slug == slug)
    content = connection.execute(query).scalar_one_or_none()
    return article_from_json(slug, content) if content else None


def listing(with_bare_names: bool = False) -> Select[Any]:
    """Of what was published the latest version's words, of other drafts their own.

    with_bare_names: also those that were thrown away before they were ever published
    """
    is_bare = and_(table.c.version == 0, article_drafts.c.article.is_(None))
    on_latest = and_(LATEST.c.article == table.c.slug, LATEST.c.number == table.c.version)
    shown = {}
    for name in ("title", "owner", "review"):
        written = article_drafts.c.content[name].as_string()
        shown[name] = func.coalesce(LATEST.c.content[name].as_string(), written).label(name)
    return (
        select(
            table,
            *shown.values(),
            LATEST.c.content["tags"].label("tags"),
            article_drafts.c.content["tags"].label("draft_tags"),
            LATEST.c.at.label("published_at"),
            LATEST.c.by_name.label("published_by"),
            article_drafts.c.at.label("draft_at"),
            article_drafts.c.by_name.label("draft_by"),
            article_schedules.c.publish_at,
            article_schedules.c.expire_at,
        )
        .outerjoin(LATEST, on_latest)
        .outerjoin(article_drafts, article_drafts.c.article == table.c.slug)
        .outerjoin(article_schedules, article_schedules.c.article == table.c.slug)
        .where(true() if with_bare_names else not_(is_bare))
    )


def listed_of(row: Row[Any]) -> ListedArticle:
    published_at: datetime | None = row.published_at
    tags = row.tags if row.tags is not None else row.draft_tags
    return ListedArticle(
        slug=row.slug,
        title=row.title or "",
        state=state_of(row.version, row.live, row.draft_at is not None),
        owner=row.owner or "",
        review=row.review or "",
        tags=tuple(tags or ()),
        version=row.version,
        published_at=published_at,
        published_by=row.published_by or "",
        draft_at=row.draft_at,
        draft_by=row.draft_by or "",
        publish_at=row.publish_at,
        expire_at=row.expire_at,
    )
