"""The record of articles: what is live, what is being written, and how the one becomes the other.

Every change of what is live is a version, with who, when and why; nothing is ever deleted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from anyascii import anyascii
from sqlalchemy import Connection, select

from core.articles import Article, Draft, problems_of, slugs_for, to_article
from core.errors import BadInput, Conflict
from core.staff import StaffMember
from store.articles import schedule as article_schedule
from store.articles.changes import (
    NewVersion,
    NoSuchArticle,
    add_article,
    add_version,
    adopt_file,
    drop_draft,
    find_draft,
    get_article,
    get_version,
    put_draft,
    read_names,
    take_bare_name,
    take_turn,
)
from store.articles.draft_conflict import DraftConflict
from store.articles.listing import read_list, read_live, read_record, read_revision
from store.articles.rows import (
    ArticleRecord,
    ArticleState,
    ListedArticle,
    SavedDraft,
    Schedule,
    Version,
    VersionKind,
    article_from_json,
    saved_draft,
    version_of,
)
from store.audit import write_audit
from store.clock import now
from store.database import Database
from store.schema import article_versions

__all__ = [
    "ArticleRecord",
    "ArticleState",
    "Articles",
    "DraftConflict",
    "ListedArticle",
    "NoSuchArticle",
    "NotLive",
    "SavedDraft",
    "Schedule",
    "SlugTaken",
    "Version",
    "VersionKind",
]

MAX_WHY_LENGTH = 1_000  # characters


class SlugTaken(Conflict):
    """There is an article of that name already. Open it, or choose another name."""


class NotLive(Conflict):
    """This article isn't live any more. Reload the page."""


class Articles:
    """All articles, whatever their state."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def revision(self) -> int:
        """Return how often what is live has changed; cheap enough to ask all the time."""
        with self._database.reading() as connection:
            return read_revision(connection)

    def live(self) -> tuple[int, tuple[Article, ...]]:
        """Return all live articles by slug, and a revision from which `changes` goes on."""
        with self._database.reading() as connection:
            revision = read_revision(connection)  # first: what changes meanwhile comes again
            found = read_live(connection)
        return revision, tuple(article for article in found.values() if article)

    def changes(self, after: int) -> tuple[int, Mapping[str, Article | None]]:
        """Return what changed since a revision, as it is now, None for what isn't live any more.

        The first value is the revision to go on from.
        """
        with self._database.reading() as connection:
            revision = read_revision(connection)
            return revision, read_live(connection, after) if revision != after else {}

    def listed(self) -> list[ListedArticle]:
        """Return all articles by slug."""
        with self._database.reading() as connection:
            return read_list(connection)

    def get(self, slug: str) -> ArticleRecord:
        """Return all about an article; raises NoSuchArticle."""
        with self._database.reading() as connection:
            record = read_record(connection, slug)
        if record.last is None and record.draft is None:
            raise NoSuchArticle  # thrown away before it was published: only its name is left
        return record

    def versions(self, slug: str) -> list[Version]:
        """Return an article's versions, the latest first; raises NoSuchArticle."""
        query = select(article_versions).where(article_versions.c.article == slug)
        with self._database.reading() as connection:
            read_record(connection, slug)
            found = connection.execute(query.order_by(article_versions.c.number.desc()))
            return [version_of(row) for row in found]

    def version(self, slug: str, number: int) -> Version:
        """Return one version; raises NotFound."""
        with self._database.reading() as connection:
            return version_of(get_version(connection, slug, number))

    def create(self, slug: str, draft: Draft, member: StaffMember) -> SavedDraft:
        """Begin an article; raises SlugTaken, or BadInput for a name that can't be one."""
        for problem in problems_of(slug, draft):
            if problem.field == "slug":
                raise BadInput(problem.words)
        with self._database.writing() as connection:
            take_turn(connection)
            return _begin(connection, slug, draft, member)

    def begin(self, draft: Draft, member: StaffMember) -> str:
        """Begin an article under the first free name made from its title, and return the name.

        Raises BadInput without a title.
        """
        if not draft.title.strip():
            raise BadInput("Give the article a title.")
        with self._database.writing() as connection:
            take_turn(connection)  # whoever else makes a name waits: the free one stays free
            taken = read_names(connection)
            slug = next(each for each in slugs_for(anyascii(draft.title)) if each not in taken)
            _begin(connection, slug, draft, member)
            return slug

    def save_draft(
        self,
        slug: str,
        draft: Draft,
        revision: int,
        member: StaffMember,
        based_on: int | None = None,
    ) -> SavedDraft:
        """Keep a draft; raises DraftConflict if a colleague saved or published meanwhile.

        revision: of the draft that the editor went on from, 0 if there was none
        based_on: with revision 0, the version they went on from
        """
        with self._database.writing() as connection:
            article = get_article(connection, slug)
            before = find_draft(connection, slug)
            found = before.revision if before else 0
            moved_on = not before and based_on is not None and based_on != article.version
            if found != revision or moved_on:
                raise DraftConflict(read_record(connection, slug))
            put_draft(
                connection, slug, draft, before.based_on if before else article.version, member
            )
            if before is None or before.by != member.id:  # not each time a page saves by itself
                _note(connection, member, "article.draft", slug)
            return _draft(connection, slug)

    def discard_draft(self, slug: str, revision: int, member: StaffMember) -> None:
        """Throw a draft away; raises DraftConflict if it is no longer the one that was seen.

        What was planned to be published is given up with it.
        """
        with self._database.writing() as connection:
            _drafted(connection, slug, revision)
            drop_draft(connection, slug)
            article_schedule.drop_planned_publishing(connection, slug)
            _note(connection, member, "article.discard", slug)

    def publish(self, slug: str, revision: int, why: str, member: StaffMember) -> Version:
        """Let the draft of that revision answer; raises DraftConflict, or BadInput if it's unfit.

        What was planned to be published is given up, an expiry is not.
        """
        why = _read_why(why)
        with self._database.writing() as connection:
            take_turn(connection)
            draft = _drafted(connection, slug, revision)
            article = to_article(slug, draft.draft, now().date())
            new = NewVersion(VersionKind.PUBLISHED, article)
            number = add_version(connection, new, why, member)
            if draft.from_folder:
                adopt_file(connection, slug, number)
            drop_draft(connection, slug)
            article_schedule.drop_planned_publishing(connection, slug)
            _note(connection, member, "article.publish", slug, f"version {number}: {why}")
            return version_of(get_version(connection, slug, number))

    def restore(self, slug: str, number: int, why: str, member: StaffMember) -> Version:
        """Let an older version answer again, as a new one; raises NotFound. A draft stays."""
        why = _read_why(why)
        with self._database.writing() as connection:
            take_turn(connection)
            get_article(connection, slug)
            older = version_of(get_version(connection, slug, number))
            again = replace(older.article, updated=now().date())
            new = NewVersion(VersionKind.RESTORED, again, restores=number)
            latest = add_version(connection, new, why, member)
            detail = f"version {number} as version {latest}: {why}"
            _note(connection, member, "article.restore", slug, detail)
            return version_of(get_version(connection, slug, latest))

    def withdraw(self, slug: str, why: str, member: StaffMember) -> Version:
        """Let an article answer no more; raises NotLive. What was planned is given up."""
        why = _read_why(why)
        with self._database.writing() as connection:
            take_turn(connection)
            live = int(get_article(connection, slug).live)
            if not live:
                raise NotLive
            article = article_from_json(slug, get_version(connection, slug, live).content)
            new = NewVersion(VersionKind.WITHDRAWN, article)
            number = add_version(connection, new, why, member)
            article_schedule.put_schedule(connection, slug, None, None, None, 0, "", member)
            _note(connection, member, "article.withdraw", slug, why)
            return version_of(get_version(connection, slug, number))

    def schedule(
        self,
        slug: str,
        revision: int,
        publish_at: datetime | None,
        expire_at: datetime | None,
        why: str,
        member: StaffMember,
    ) -> None:
        """Plan what happens by itself, in place of what was planned; two None plan nothing.

        The draft of that revision is published as it is now, whatever is written afterwards; the
        revision does not count where nothing is to be published. Raises DraftConflict or BadInput.
        """
        why = _read_why(why)
        with self._database.writing() as connection:
            is_live = get_article(connection, slug).live > 0
            article_schedule.check_times(publish_at, expire_at, now(), is_live)
            draft = None
            if publish_at is not None:
                draft = _drafted(connection, slug, revision).draft
                to_article(slug, draft, None)  # refuses what could not be published then
            article_schedule.put_schedule(
                connection, slug, publish_at, expire_at, draft, revision, why, member
            )
            detail = f"publish {publish_at or 'never'}, expire {expire_at or 'never'}: {why}"
            _note(connection, member, "article.schedule", slug, detail)

    def do_what_is_due(self, at: datetime) -> list[str]:
        """Publish and withdraw what is due; returns the articles that changed. Safe to repeat."""
        return article_schedule.do_what_is_due(self._database, at)


def _begin(connection: Connection, slug: str, draft: Draft, member: StaffMember) -> SavedDraft:
    if not (add_article(connection, slug) or take_bare_name(connection, slug)):
        raise SlugTaken
    put_draft(connection, slug, draft, 0, member)
    _note(connection, member, "article.create", slug)
    return _draft(connection, slug)


def _drafted(connection: Connection, slug: str, revision: int) -> SavedDraft:
    """Return the draft of that revision; raises DraftConflict if it's another by now."""
    get_article(connection, slug)
    row = find_draft(connection, slug)
    if row is None or row.revision != revision:
        raise DraftConflict(read_record(connection, slug))
    return saved_draft(row)


def _draft(connection: Connection, slug: str) -> SavedDraft:
    row = find_draft(connection, slug)
    assert row is not None
    return saved_draft(row)


def _note(
    connection: Connection, member: StaffMember, what: str, slug: str, detail: str = ""
) -> None:
    write_audit(connection, member.name, what, f"article:{slug}", detail)


def _read_why(why: str) -> str:
    words = " ".join(why.split())
    if len(words) > MAX_WHY_LENGTH:
        raise BadInput(f"Say why in at most {MAX_WHY_LENGTH:,} characters.")
    return words
