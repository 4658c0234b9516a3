"""One door for everything that articles come in by: our own files, or another help centre's."""

from __future__ import annotations

from pathlib import Path

from core.staff import StaffMember
from store.article_files import (
    ImportOptions,
    ImportReport,
    Tell,
    archive_source,
    article_files,
    folder_source,
    has_articles,
    import_articles,
    silent,
)
from store.database import Database
from store.exports.bringing import import_export
from store.exports.files import archive_files, folder_files, is_export, one_file


def bring_in(
    database: Database,
    path: Path,
    name: str,
    options: ImportOptions,
    member: StaffMember,
    tell: Tell = silent,
) -> ImportReport:
    """Import a folder, a .zip, or an export of another help centre; what it is tells its content.

    name: what the file was called. Raises BadInput, Fault or BadArchive, each with what to do.
    """
    if not path.is_file():
        if article_files(path):
            return import_articles(database, folder_source(path), options, member, tell)
        return import_export(database, folder_files(path), options, member, tell)
    if is_export(name):
        return import_export(database, one_file(path, name), options, member, tell)
    if has_articles(path):
        return import_articles(database, archive_source(path, name), options, member, tell)
    return import_export(database, archive_files(path, name), options, member, tell)
