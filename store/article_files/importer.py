"""Importing articles from files into the record, at most BATCH in one transaction.

Readers are never held up for long, and an import that was cut off can be run again: what is in
the record already is found unchanged.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import TypeVar

from sqlalchemy import Connection, and_, select

from core.articles import (
    Article,
    ArticleFault,
    Draft,
    RecordStatus,
    decide_import,
    decide_vanished,
    draft_of,
    read_draft,
)
from core.articles.importing import ImportOutcome, decide_draft
from core.staff import StaffMember
from store.articles import (
    NewVersion,
    VersionKind,
    add_articles,
    add_versions,
    article_from_json,
    lock_articles,
    put_draft,
    take_turn,
)
from store.audit import write_audit_lines
from store.database import Database
from store.schema import article_drafts, article_versions
from store.schema import articles as table

BATCH = 200
Tell = Callable[[int, int], None]  # how many of how many are done
Item = TypeVar("Item")


@dataclass(frozen=True)
class ImportItem:
    """One article to import. article is None where its file is faulty, or gone, or only a draft.

    base: the version that this file became at its last import; None if it was never imported
    """

    name: str
    slug: str
    article: Article | None
    faults: tuple[ArticleFault, ...] = ()
    base: int | None = None
    gone: bool = False
    draft: Draft | None = None  # to be kept as a draft, whatever is live


@dataclass(frozen=True)
class ImportResult:
    """The outcome for one file; `version` is the one it is in the record, 0 if none."""

    name: str
    slug: str
    outcome: ImportOutcome
    version: int
    faults: tuple[ArticleFault, ...] = ()


Done = Callable[[Connection, Sequence[ImportResult]], None]


@dataclass(frozen=True)
class Import:
    """Who brings articles in, and how.

    why: stands at every version that comes of it
    overwrite: the files win where an article was changed in the console meanwhile
    knows_bases: whether it is known what became of each file; else what was imported last counts
    """

    member: StaffMember
    why: str
    today: date
    overwrite: bool = False
    knows_bases: bool = False

    def plan(
        self, database: Database, items: Iterable[ImportItem], tell: Tell | None = None
    ) -> list[ImportResult]:
        """Return the outcome each file would have, and change nothing.

        tell: called after each batch with (done, total)
        """
        files, results = without_twins(items), list[ImportResult]()
        for batch in in_batches(files, BATCH):
            with database.reading() as connection:
                statuses = read_statuses(connection, [each.slug for each in batch])
            results += [self._decide(each, statuses.get(each.slug.lower())) for each in batch]
            if tell:
                tell(len(results), len(files))
        return results

    def apply(
        self,
        database: Database,
        items: Iterable[ImportItem],
        tell: Tell | None = None,
        done: Done | None = None,
    ) -> list[ImportResult]:
        """Import the files and return the outcome of each, in their order.

        done: called in each transaction with what became of its files
        """
        files, results = without_twins(items), list[ImportResult]()
        for batch in in_batches(files, BATCH):
            with database.writing() as connection:
                take_turn(connection)
                slugs = [each.slug for each in batch]
                lock_articles(connection, slugs)  # first: a draft may come in while we wait
                imported = self._import(connection, batch, read_statuses(connection, slugs))
                if done:
                    done(connection, imported)
            results += imported
            if tell:
                tell(len(results), len(files))
        return results

    def _decide(self, each: ImportItem, status: RecordStatus | None) -> ImportResult:
        faults, base = each.faults, each.base
        if status is not None and not self.knows_bases and status.imported:
            base = status.version
        is_there = each.article is not None or each.draft is not None
        if each.gone:
            outcome = decide_vanished(status, base or 0)
        elif is_there and status is not None and status.slug != each.slug:
            faults = (*faults, _twin(each, status.slug))
            outcome = ImportOutcome.FAULTY
        elif each.draft is not None:
            outcome = decide_draft(each.draft, status)
        elif each.article is None:
            outcome = ImportOutcome.FAULTY
        else:
            outcome = decide_import(each.article, status, base, self.overwrite)
        unchanged = outcome is ImportOutcome.UNCHANGED and status is not None
        version = status.version if unchanged and status else each.base or 0
        return ImportResult(each.name, each.slug, outcome, version, faults)

    def _import(
        self,
        connection: Connection,
        batch: Sequence[ImportItem],
        statuses: Mapping[str, RecordStatus],
    ) -> list[ImportResult]:
        results = []
        new: dict[str, NewVersion] = {}
        drafts: list[ImportItem] = []
        for each in batch:
            status = statuses.get(each.slug.lower())
            result = self._decide(each, status)
            results.append(result)
            if result.outcome is ImportOutcome.DRAFT or (each.draft and result.outcome.writes):
                drafts.append(each)
            elif result.outcome.writes:
                new[each.slug] = self._version(each, status)
        slugs = [*new, *(each.slug for each in drafts)]
        add_articles(connection, [slug for slug in slugs if slug.lower() not in statuses])
        for each in drafts:
            self._put_draft(connection, each, statuses.get(each.slug.lower()))
        numbers = add_versions(connection, list(new.values()), self.why, self.member)
        written = dict(zip(new, numbers, strict=True))
        self._note(connection, [each for each in results if each.outcome.writes])
        return [replace(each, version=written.get(each.slug, each.version)) for each in results]

    def _version(self, each: ImportItem, status: RecordStatus | None) -> NewVersion:
        if each.article is None:  # its file is gone
            assert status is not None
            assert status.last is not None
            return NewVersion(VersionKind.WITHDRAWN, status.last)
        # A file's own `updated` wins; else it is the day on which it is taken in.
        updated = each.article.updated or self.today
        return NewVersion(VersionKind.IMPORTED, replace(each.article, updated=updated))

    def _put_draft(
        self, connection: Connection, each: ImportItem, status: RecordStatus | None
    ) -> None:
        draft = each.draft
        if draft is None:
            assert each.article is not None
            draft = draft_of(each.article)
        based_on = status.version if status else 0
        put_draft(connection, each.slug, draft, based_on, self.member, from_folder=True)

    def _note(self, connection: Connection, results: Sequence[ImportResult]) -> None:
        lines = [(f"article:{each.slug}", f"{each.outcome.value}, {each.name}") for each in results]
        write_audit_lines(connection, self.member.name, "article.import", lines)


def read_statuses(connection: Connection, slugs: Collection[str]) -> dict[str, RecordStatus]:
    """Return the status of each article that exists, keyed by its slug in lower case."""
    latest = and_(
        article_versions.c.article == table.c.slug,
        article_versions.c.number == table.c.version,
    )
    query = (
        select(
            table,
            article_versions.c.content,
            article_versions.c.kind,
            article_drafts.c.content.label("draft"),
            article_drafts.c.from_folder,
        )
        .outerjoin(article_versions, latest)
        .outerjoin(article_drafts, article_drafts.c.article == table.c.slug)
        .where(table.c.name.in_([slug.lower() for slug in slugs]))
    )
    return {
        row.name: RecordStatus(
            slug=row.slug,
            version=row.version,
            live=row.live > 0,
            last=article_from_json(row.slug, row.content) if row.content else None,
            imported=row.kind == VersionKind.IMPORTED.value,
            draft=read_draft(row.draft) if row.draft else None,
            draft_from_folder=bool(row.from_folder),
        )
        for row in connection.execute(query)
    }


def without_twins(items: Iterable[ImportItem]) -> list[ImportItem]:
    """Make faulty every file whose slug equals an earlier one's but for case."""
    first: dict[str, str] = {}
    kept = []
    for each in items:
        if first.setdefault(each.slug.lower(), each.name) != each.name and each.article:
            faults = (*each.faults, _twin(each, first[each.slug.lower()]))
            each = replace(each, article=None, faults=faults)
        kept.append(each)
    return kept


def in_batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


def _twin(each: ImportItem, other: str) -> ArticleFault:
    problem = f"'{other}' has this name already, but for capitals; rename one of the two."
    return ArticleFault(each.name, 1, problem)
