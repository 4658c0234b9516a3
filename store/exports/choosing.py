"""One door for everything that articles come in by: our own files, or another help centre's."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from core.errors import BadInput
from core.staff import StaffMember
from store.article_files import (
    ARTICLE_SUFFIXES,
    ImportOptions,
    ImportReport,
    Tell,
    archive_source,
    article_files,
    folder_source,
    import_articles,
    places_in,
    silent,
)
from store.database import Database
from store.exports.bringing import import_export
from store.exports.files import (
    SUFFIXES,
    archive_files,
    folder_files,
    folder_places,
    is_export,
    one_file,
)

_BESIDE = frozenset({"readme", "license", "licence", "changelog"})  # files about an export


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
        own = [file.name for file in article_files(path)]
        if _are_articles(own, folder_places(path)):
            return import_articles(database, folder_source(path), options, member, tell)
        return import_export(database, folder_files(path), options, member, tell)
    if is_export(name):
        return import_export(database, one_file(path, name), options, member, tell)
    if _are_articles(places_in(path, ARTICLE_SUFFIXES), places_in(path, SUFFIXES)):
        return import_articles(database, archive_source(path, name), options, member, tell)
    return import_export(database, archive_files(path, name), options, member, tell)


def _are_articles(own: Sequence[str], exported: Sequence[str]) -> bool:
    """Tell articles of ours from an export, by the places of both; raises BadInput where both are.

    Whichever was guessed, the other would be lost, and all that is live with it if the articles
    without a file are withdrawn.
    """
    if not exported:
        return bool(own)
    for place in own:
        if PurePosixPath(place).stem.lower() not in _BESIDE:
            raise BadInput(
                f"'{place[:80]}' is an article, and '{exported[0][:80]}' is of an export. "
                "Pack only one of them."
            )
    return False
