"""Keeping the record in step with the folder of articles: only files that changed are read.

For each file its hash is kept, and which version it became. So a change in the folder is told
from a change in the console, and neither overwrites the other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import structlog
from sqlalchemy import Connection, Row, delete, insert, select

from core.articles import ArticleFault
from core.articles.importing import ImportOutcome
from core.errors import Fault
from core.staff import Role, StaffMember
from core.text import MAX_SLUG_LENGTH
from store.article_files.folder import article_entries, article_files
from store.article_files.importer import Import, ImportItem, ImportResult, Tell
from store.article_files.reader import (
    MAX_FILE_BYTES,
    ArticleFile,
    name_of,
    read_article,
    slug_of,
)
from store.articles import read_validation_context
from store.clock import now
from store.database import Database
from store.schema import article_files as table

log = structlog.get_logger()

FOLDER = StaffMember("", "", "the folder", Role.CONTENT_MANAGER)
WHY = "From the folder."
_NEWS = {
    ImportOutcome.DRAFT: "was changed in the console as well. It's a draft there: publish or "
    "discard it.",
    ImportOutcome.CONFLICT: "was changed in the console as well, and a draft is in the way. "
    "Publish or discard that; the file is looked at again when it changes or Effie starts.",
    ImportOutcome.KEPT: "is gone, but its article was changed in the console: it stays live.",
}


@dataclass(frozen=True)
class FileReport:
    """The outcome of a file's last import."""

    name: str
    slug: str
    outcome: ImportOutcome
    faults: tuple[ArticleFault, ...]
    at: datetime

    def lines(self) -> list[str]:
        """Return what somebody has to know about it; nothing if all is well."""
        told = [str(fault) for fault in self.faults]
        return [*told, f"{self.name} {_NEWS[self.outcome]}"] if self.outcome in _NEWS else told


class ArticleSync:
    """Keeps the record in step with the folder of articles."""

    def __init__(self, database: Database, folder: Path) -> None:
        self._database, self._folder = database, folder

    def look(self) -> Mapping[str, tuple[int, int]]:
        """Return when each file was changed, and its size; cheap. Raises Fault without a folder."""
        seen = {}
        for entry in article_entries(self._folder):
            try:
                status = entry.stat()
            except OSError:
                continue  # gone while we looked
            seen[name_of(entry.name)] = (status.st_mtime_ns, status.st_size)
        return seen

    def sync(
        self, tell: Tell | None = None, only: Collection[str] | None = None
    ) -> list[FileReport]:
        """Import the files that have changed, and return a report of each of them.

        only: look at these files alone; the others may still be being written
        Raises Fault without a folder, or if every file that was there is gone.
        """
        known = self._known()
        files = {name_of(path.name): path for path in article_files(self._folder)}
        if known and not files:
            raise _everything_is_gone(self._folder, len(known))
        hashes, changed, items = {}, [], []
        for name in sorted(files if only is None else files.keys() & only):
            row, hashes[name] = known.get(name), _sha256(files[name])
            if row is None or row.sha256 != hashes[name]:
                changed.append((read_article(files[name], self._folder, dated=False), row))
        for name in sorted(known if only is None else known.keys() & only):
            if name not in files and known[name].sha256:
                items.append(_gone(known[name]))
        items += self._against_others(changed)
        return self._import(items, hashes, tell) if items else []

    def report(self) -> list[FileReport]:
        """Return the report of each file's last import, by name."""
        return [_report(row) for _name, row in sorted(self._known().items())]

    def _against_others(
        self, files: Sequence[tuple[ArticleFile, Row[Any] | None]]
    ) -> list[ImportItem]:
        """Return the files as items, with faults that only the other articles reveal.

        Those are repeated questions, and next questions and links without an article.
        """
        if not files:
            return []
        articles = [file.article for file, _row in files if file.article]
        context = read_validation_context(self._database, added=articles)
        return [
            ImportItem(
                name=file.name,
                slug=slug_of(file.name)[:MAX_SLUG_LENGTH],
                article=file.article,
                faults=(*file.faults, *file.notes(context)),
                base=row.version if row is not None and row.version else None,
            )
            for file, row in files
        ]

    def _import(
        self, items: Sequence[ImportItem], hashes: Mapping[str, str], tell: Tell | None
    ) -> list[FileReport]:
        reports: list[FileReport] = []

        def remember(connection: Connection, results: Sequence[ImportResult]) -> None:
            reports.extend(_remember(connection, results, hashes))

        importing = Import(FOLDER, WHY, now().date(), knows_bases=True)
        importing.apply(self._database, items, tell, remember)
        for report in reports:
            _log(report)
        return reports

    def _known(self) -> dict[str, Row[Any]]:
        with self._database.reading() as connection:
            return {row.name: row for row in connection.execute(select(table))}


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.sha256(file.read(MAX_FILE_BYTES + 1)).hexdigest()
    except OSError:
        return "unreadable"


def _gone(row: Row[Any]) -> ImportItem:
    return ImportItem(row.name, row.article, None, base=row.version, gone=True)


def _everything_is_gone(folder: Path, number: int) -> Fault:
    problem = (
        f"all {number} articles are gone from the folder, so nothing was withdrawn; check "
        "EFFIE_ARTICLES and that the folder is there."
    )
    return Fault(folder.name, 1, problem)


def _remember(
    connection: Connection, results: Sequence[ImportResult], hashes: Mapping[str, str]
) -> list[FileReport]:
    at = now()
    rows = [
        {
            "name": each.name,
            "article": each.slug,
            # A file that somebody's draft keeps out is tried again at the next start.
            "sha256": "" if each.outcome is ImportOutcome.CONFLICT else hashes.get(each.name, ""),
            "outcome": each.outcome.value,
            "version": each.version,
            "faults": [[fault.line, fault.problem] for fault in each.faults],
            "at": at,
        }
        for each in results
    ]
    connection.execute(delete(table).where(table.c.name.in_([each.name for each in results])))
    connection.execute(insert(table), rows)
    return [FileReport(each.name, each.slug, each.outcome, each.faults, at) for each in results]


def _report(row: Row[Any]) -> FileReport:
    faults = tuple(ArticleFault(row.name, line, problem) for line, problem in row.faults)
    return FileReport(row.name, row.article, ImportOutcome(row.outcome), faults, row.at)


def _log(report: FileReport) -> None:
    for line in report.lines():
        log.warning("articles.folder", file=report.name, problem=line)
