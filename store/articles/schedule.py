"""What happens to articles by itself: publishing and expiry at a set moment."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, or_, select, update

from core.articles import Draft, read_draft, to_article
from core.errors import BadInput
from core.staff import Role, StaffMember
from store.articles.changes import (
    NewVersion,
    add_version,
    drop_draft,
    find_draft,
    find_schedule,
    get_article,
    get_version,
    put_draft,
    take_turn,
)
from store.articles.rows import VersionKind, article_from_json, content_of
from store.audit import write_audit
from store.clock import now
from store.database import Database
from store.schema import article_drafts, article_schedules

EXPIRED = "It was to expire now."


def check_times(
    publish_at: datetime | None, expire_at: datetime | None, at: datetime, is_live: bool
) -> None:
    """Refuse moments that make no sense; raises BadInput."""
    if publish_at is not None and publish_at <= at:
        raise BadInput("That moment has passed. Publish the article now, or choose a later one.")
    if expire_at is not None and expire_at <= at:
        raise BadInput("That moment has passed. Withdraw the article now, or choose a later one.")
    if publish_at is not None and expire_at is not None and expire_at <= publish_at:
        raise BadInput("The article would expire before it is published. Choose a later expiry.")
    if expire_at is not None and publish_at is None and not is_live:
        raise BadInput("Only a live article can expire. Choose when it is published as well.")


def put_schedule(
    connection: Connection,
    slug: str,
    publish_at: datetime | None,
    expire_at: datetime | None,
    draft: Draft | None,
    draft_revision: int,
    why: str,
    member: StaffMember,
) -> None:
    """Keep what will happen, in place of what was planned; two None mean nothing will."""
    connection.execute(delete(article_schedules).where(article_schedules.c.article == slug))
    if publish_at is None and expire_at is None:
        return
    connection.execute(
        insert(article_schedules).values(
            article=slug,
            publish_at=publish_at,
            expire_at=expire_at,
            draft_revision=draft_revision if draft else 0,
            content=content_of(draft) if draft else None,
            why=why,
            by=member.id,
            by_name=member.name,
            at=now(),
        )
    )


def drop_planned_publishing(connection: Connection, slug: str) -> None:
    """Forget what was to be published; an expiry stays."""
    row = find_schedule(connection, slug)
    if row is not None and row.publish_at is not None:
        member = _planner(row)
        put_schedule(connection, slug, None, row.expire_at, None, 0, row.why, member)


def do_what_is_due(database: Database, at: datetime) -> list[str]:
    """Publish and withdraw what is due; returns the articles that changed. Safe to run twice."""
    times = (article_schedules.c.publish_at, article_schedules.c.expire_at)
    due = or_(*(each <= at for each in times))
    query = select(article_schedules.c.article).where(due).order_by(article_schedules.c.article)
    with database.reading() as connection:
        slugs = list(connection.execute(query).scalars())
    return [slug for slug in slugs if _do(database, slug, at)]


def _do(database: Database, slug: str, at: datetime) -> bool:
    with database.writing() as connection:
        take_turn(connection)
        get_article(connection, slug)
        row = find_schedule(connection, slug)  # again: somebody may have changed it meanwhile
        if row is None:
            return False
        published = row.publish_at is not None and row.publish_at <= at
        expired = row.expire_at is not None and row.expire_at <= at
        if published:
            _publish(connection, slug, row)
        if expired:
            _expire(connection, slug, row)
        return published or expired


def _publish(connection: Connection, slug: str, row: Row[Any]) -> None:
    member, draft = _planner(row), read_draft(row.content)
    try:
        article = to_article(slug, draft, now().date())
    except BadInput as unfit:  # it was fit when this was planned: the rules have changed since
        _give_up(connection, slug, row, draft, unfit.message)
        return
    new = NewVersion(VersionKind.PUBLISHED, article)
    number = add_version(connection, new, row.why, member)
    written = find_draft(connection, slug)
    if written is not None and written.revision == row.draft_revision:
        drop_draft(connection, slug)
    elif written is not None:  # went on after this was planned: what is live now is its base
        on_it = update(article_drafts).where(article_drafts.c.article == slug)
        connection.execute(on_it.values(based_on=number))
    put_schedule(connection, slug, None, row.expire_at, None, 0, row.why, member)
    write_audit(connection, member.name, "article.publish", f"article:{slug}", "as planned")


def _give_up(connection: Connection, slug: str, row: Row[Any], draft: Draft, why: str) -> None:
    member = _planner(row)
    if find_draft(connection, slug) is None:
        put_draft(connection, slug, draft, int(get_article(connection, slug).version), member)
    put_schedule(connection, slug, None, row.expire_at, None, 0, row.why, member)
    write_audit(connection, member.name, "article.unfit", f"article:{slug}", why)


def _expire(connection: Connection, slug: str, row: Row[Any]) -> None:
    member, live = _planner(row), int(get_article(connection, slug).live)
    if live:
        content = get_version(connection, slug, live).content
        article = article_from_json(slug, content)
        add_version(connection, NewVersion(VersionKind.WITHDRAWN, article), EXPIRED, member)
        write_audit(connection, member.name, "article.expire", f"article:{slug}", "as planned")
    put_schedule(connection, slug, None, None, None, 0, "", member)


def _planner(row: Row[Any]) -> StaffMember:
    return StaffMember(row.by, "", row.by_name, Role.CONTENT_MANAGER)
