"""How an article changes in the record: the steps of which every change is made.

Whoever changes what is live takes the turn first (`take_turn`): it locks the one row of the clock
until the transaction ends, so live changes happen one after the other, in either database. The
clock's revision is counted up under that lock. A revision that can be read is therefore committed
together with all smaller ones, and there is none that is committed later: a reader who asks for
what changed since revision n misses nothing. (A sequence could not promise that: PostgreSQL gives
out its numbers before the commit, and the larger one may become visible first.) Everything else
is locked after the clock, so that no two changes wait for each other for ever.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    bindparam,
    delete,
    insert,
    select,
    update,
)

from core.articles import Article, Draft
from core.articles.importing import ImportOutcome
from core.errors import NotFound
from core.staff import StaffMember
from store.articles.rows import VersionKind, article_to_json, content_of
from store.clock import now
from store.inserts import insert_once
from store.schema import (
    article_clock,
    article_drafts,
    article_files,
    article_schedules,
    article_versions,
)
from store.schema import articles as table


class NoSuchArticle(NotFound):
    """There is no article of that name. Look for it in the list."""


@dataclass(frozen=True)
class NewVersion:
    """A version to add. restores: the version it brings back, 0 for none."""

    kind: VersionKind
    article: Article
    restores: int = 0


def take_turn(connection: Connection) -> None:
    """Wait until nobody else changes what is live, or begins an article."""
    connection.execute(select(article_clock.c.revision).with_for_update()).one()


def add_article(connection: Connection, slug: str) -> bool:
    """Make room for an article; False if there is one of that name, in whatever capitals."""
    return insert_once(connection, table, _empty(slug))


def add_articles(connection: Connection, slugs: Sequence[str]) -> None:
    """Make room for articles that aren't there yet."""
    if slugs:
        connection.execute(insert(table), [_empty(slug) for slug in slugs])


def read_names(connection: Connection) -> frozenset[str]:
    """Return the names that are taken, in small letters."""
    return frozenset(connection.execute(select(table.c.name).where(~_is_bare())).scalars())


def take_bare_name(connection: Connection, slug: str) -> bool:
    """Use the name of an article that was thrown away before it was published, if it is one."""
    same = table.c.name == slug.lower()
    taken = connection.execute(update(table).where(same & _is_bare()).values(slug=slug))
    return taken.rowcount > 0


def adopt_file(connection: Connection, slug: str, number: int) -> None:
    """Note that a file which became a draft is live now: its next change is no conflict."""
    file = (article_files.c.article == slug) & (
        article_files.c.outcome == ImportOutcome.DRAFT.value
    )
    connection.execute(update(article_files).where(file).values(version=number))


def find_article(connection: Connection, slug: str) -> Row[Any] | None:
    """Return the article's row and keep others from changing it until the transaction ends."""
    query = select(table).where(table.c.slug == slug).with_for_update()
    return connection.execute(query).one_or_none()


def lock_articles(connection: Connection, slugs: Collection[str]) -> None:
    """Keep others from changing these articles until the transaction ends."""
    names = table.c.name.in_([slug.lower() for slug in slugs])
    connection.execute(select(table.c.slug).where(names).order_by(table.c.name).with_for_update())


def get_article(connection: Connection, slug: str) -> Row[Any]:
    """As `find_article`; raises NoSuchArticle."""
    row = find_article(connection, slug)
    if row is None:
        raise NoSuchArticle
    return row


def get_version(connection: Connection, slug: str, number: int) -> Row[Any]:
    """Return a version's row; raises NotFound."""
    key = (article_versions.c.article == slug, article_versions.c.number == number)
    row = connection.execute(select(article_versions).where(*key)).one_or_none()
    if row is None:
        raise NotFound("There is no such version of this article. Look for it in its versions.")
    return row


def find_draft(connection: Connection, slug: str) -> Row[Any] | None:
    query = select(article_drafts).where(article_drafts.c.article == slug)
    return connection.execute(query).one_or_none()


def find_schedule(connection: Connection, slug: str) -> Row[Any] | None:
    query = select(article_schedules).where(article_schedules.c.article == slug)
    return connection.execute(query).one_or_none()


def add_version(connection: Connection, new: NewVersion, why: str, member: StaffMember) -> int:
    """Add one version; returns its number. As `add_versions`."""
    return add_versions(connection, [new], why, member)[0]


def add_versions(
    connection: Connection, new: Sequence[NewVersion], why: str, member: StaffMember
) -> list[int]:
    """Add a version to each article and let it answer, or nothing if its kind is withdrawn.

    Only after `take_turn`, and to each article once. Returns the versions' numbers.
    """
    if not new:
        return []
    slugs = [each.article.slug for each in new]
    lock_articles(connection, slugs)
    known = select(table.c.slug, table.c.version).where(table.c.slug.in_(slugs))
    versions = {row.slug: row.version + 1 for row in connection.execute(known)}
    before = connection.execute(select(article_clock.c.revision)).scalar_one()
    connection.execute(update(article_clock).values(revision=before + len(new)))
    shared = {"why": why, "by": member.id, "by_name": member.name, "at": now()}
    added, changed = [], []
    for revision, each in enumerate(new, before + 1):
        slug, number = each.article.slug, versions[each.article.slug]
        content = article_to_json(each.article)
        row = {"article": slug, "number": number, "revision": revision, "content": content}
        added.append({**row, "kind": each.kind.value, "restores": each.restores, **shared})
        live = 0 if each.kind is VersionKind.WITHDRAWN else number
        changed.append({"of": slug, "version": number, "live": live, "revision": revision})
    connection.execute(insert(article_versions), added)
    connection.execute(update(table).where(table.c.slug == bindparam("of")), changed)
    return [versions[slug] for slug in slugs]


def put_draft(
    connection: Connection,
    slug: str,
    draft: Draft,
    based_on: int,
    member: StaffMember,
    from_folder: bool = False,
) -> None:
    """Keep a draft in place of the one there is, under a new revision."""
    revision = int(get_article(connection, slug).draft_revision) + 1
    change_article(connection, slug, draft_revision=revision)
    drop_draft(connection, slug)
    connection.execute(
        insert(article_drafts).values(
            article=slug,
            revision=revision,
            based_on=based_on,
            content=content_of(draft),
            from_folder=from_folder,
            by=member.id,
            by_name=member.name,
            at=now(),
        )
    )


def drop_draft(connection: Connection, slug: str) -> None:
    connection.execute(delete(article_drafts).where(article_drafts.c.article == slug))


def change_article(connection: Connection, slug: str, **values: Any) -> None:
    connection.execute(update(table).where(table.c.slug == slug).values(**values))


def _is_bare() -> ColumnElement[bool]:
    """Whether there is nothing but the name: neither a version nor a draft."""
    drafted = select(article_drafts.c.article).where(article_drafts.c.article == table.c.slug)
    return (table.c.version == 0) & ~drafted.exists()


def _empty(slug: str) -> dict[str, Any]:
    numbers = dict.fromkeys(("version", "live", "revision", "draft_revision"), 0)
    return {"slug": slug, "name": slug.lower(), **numbers}
