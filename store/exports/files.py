"""The files of an export: one file, a folder, or an archive; JSON and HTML, a table by itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from core.errors import BadInput
from core.exports import columns_of
from store.article_files import MAX_FILES, MAX_UPLOAD_BYTES, Table, read_other_files

JSON, HTML = ".json", (".html", ".htm")
SUFFIXES = frozenset({JSON, *HTML})
TABLES = frozenset(
    {".csv", ".tsv", ".txt"}
)  # also of what is asked, so never taken from among others
_NOTHING = "There is no article in it: a file of Markdown (.md), or an export as .json or .html."


@dataclass(frozen=True)
class ExportFiles:
    """What an export consists of: the place of each file and what it holds."""

    name: str
    files: Iterator[tuple[str, bytes]]


def is_export(name: str) -> bool:
    """Tell by a file's name whether it can be an export by itself."""
    return Path(name).suffix.lower() in SUFFIXES | TABLES


def is_article_table(path: Path, name: str) -> bool:
    """Tell by the columns of a table whether its rows are articles; raises Fault for no table."""
    return columns_of(Table(name, path.read_bytes()).header) is not None


def archive_files(path: Path, name: str) -> ExportFiles:
    """The files of a .zip; reading them raises BadArchive."""
    return ExportFiles(name, read_other_files(path, SUFFIXES, MAX_UPLOAD_BYTES))


def one_file(path: Path, name: str) -> ExportFiles:
    """A single file, by the name it was given."""
    return ExportFiles(name, iter([(name, path.read_bytes())]))


def folder_places(folder: Path) -> list[str]:
    """Return where the files of an export stand in a folder and in those within it, sorted."""
    return [
        path.relative_to(folder).as_posix()
        for path in sorted(folder.rglob("*"))
        if path.suffix.lower() in SUFFIXES
        and path.is_file()
        and not path.is_symlink()
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    ]


def folder_files(folder: Path) -> ExportFiles:
    """The files of a folder and of those within it; raises BadInput if there are none."""
    found = folder_places(folder)
    if not found:
        raise BadInput(_NOTHING)
    if len(found) > MAX_FILES:
        raise BadInput(f"There are more than {MAX_FILES:,} files in it. Split it.")
    files = ((place, (folder / place).read_bytes()) for place in found)
    return ExportFiles(f"the folder {folder.name}", files)
