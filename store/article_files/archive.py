"""The knowledge base as a .zip of Markdown files, read with suspicion.

Nothing is unpacked to disk: every file is read into memory, counted while it is read, and what
its header claims about its size is not believed.
"""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from operator import itemgetter
from pathlib import Path, PurePosixPath
from typing import IO

from core.articles import Article
from core.errors import BadInput
from store.article_files.reader import MAX_FILE_BYTES
from store.article_files.writer import file_name, write_article

MAX_UPLOAD_BYTES = 20_000_000  # bytes of an archive, packed, or of a table
MAX_UNPACKED_BYTES = 100_000_000
MAX_FILES = 20_000
_TOO_MANY = f"There are more than {MAX_FILES:,} files in it. Split it."
_UNUSUAL = "It is packed in an unusual way. Pack it as a plain .zip file."
_LARGEST_ENTRY = 300  # bytes of the archive's directory that one file may take
_END = struct.Struct("<4s4H2LH")  # the record at a .zip file's end
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, OverflowError)
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
ARTICLE_SUFFIXES = frozenset({".md"})
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the same articles make the same archive


class BadArchive(BadInput):
    """This is no .zip file that can be read. Pack the folder of articles again."""


def read_archive(path: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the bytes of each article's file, by name; raises BadArchive.

    The articles may stand in one folder, as when a whole folder was packed.
    """
    with _opened(path) as archive:
        left = MAX_UNPACKED_BYTES
        for name, member in _articles_in(archive):
            raw = _read(archive, member, left)
            left -= len(raw)
            yield name, raw


def read_other_files(
    path: Path, suffixes: Collection[str], max_bytes: int
) -> Iterator[tuple[str, bytes]]:
    """Yield the place and the bytes of each file of these kinds, by place; raises BadArchive.

    max_bytes: of one file; of a larger one a byte more comes, so that it can be told
    """
    with _opened(path) as archive:
        left = MAX_UNPACKED_BYTES
        for place, member in _members(archive, suffixes):
            raw = _read(archive, member, left, max_bytes)
            left -= len(raw)
            yield str(place), raw


def places_in(path: Path, suffixes: Collection[str]) -> list[str]:
    """Return where files of these kinds stand in an archive, sorted; raises BadArchive."""
    with _opened(path) as archive:
        return [str(place) for place, _member in _members(archive, suffixes)]


def archive_names(path: Path) -> list[str]:
    """Return the names of the articles' files, sorted; raises BadArchive."""
    with _opened(path) as archive:
        return [name for name, _member in _articles_in(archive)]


def write_archive(articles: Iterable[Article], file: IO[bytes]) -> None:
    """Write articles as a .zip file; the same articles always give the same bytes."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for article in articles:
            entry = zipfile.ZipInfo(file_name(article.slug), _FIRST_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, write_article(article).encode())


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    if path.stat().st_size > MAX_UPLOAD_BYTES:
        raise BadArchive(f"The file is larger than {MAX_UPLOAD_BYTES // 1_000_000} MB. Split it.")
    if _directory_size(path) > MAX_FILES * _LARGEST_ENTRY:
        raise BadArchive(_TOO_MANY)
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except _UNREADABLE as error:
        raise BadArchive from error
    except NotImplementedError as error:
        raise BadArchive(_UNUSUAL) from error
    except RuntimeError as error:  # so zipfile says that a password is needed
        raise BadArchive("This .zip file has a password. Pack the folder without one.") from error


def _directory_size(path: Path) -> int:
    """Return how large the archive says its directory is: all of it is read before anything."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _END.size - 0xFFFF))
        end = file.read()
    at = end.rfind(b"PK\x05\x06")
    if at < 0 or len(end) - at < _END.size:
        raise BadArchive
    return int(_END.unpack_from(end, at)[5])


def _articles_in(archive: zipfile.ZipFile) -> list[tuple[str, zipfile.ZipInfo]]:
    """Return the articles' files with the name of each, by name."""
    members = _members(archive, ARTICLE_SUFFIXES)
    _check_places([path for path, _entry in members])
    return [(path.name, entry) for path, entry in members]


def _members(
    archive: zipfile.ZipFile, suffixes: Collection[str]
) -> list[tuple[PurePosixPath, zipfile.ZipInfo]]:
    """Return the files of these kinds, by place, once nothing in the archive is amiss."""
    entries = archive.infolist()
    if len(entries) > MAX_FILES:
        raise BadArchive(_TOO_MANY)
    members = []
    for entry in entries:
        path = PurePosixPath(entry.filename.replace("\\", "/"))  # of "./" nothing is left
        if path.is_absolute() or ".." in path.parts or any(":" in part for part in path.parts[:1]):
            raise BadArchive(f"'{entry.filename[:80]}' leads out of the folder. Pack it again.")
        if stat.S_ISLNK(entry.external_attr >> 16):
            raise BadArchive(f"'{entry.filename[:80]}' is a link. Pack the file itself.")
        if entry.compress_type not in _PACKED:
            raise BadArchive(_UNUSUAL)
        is_wanted = path.suffix.lower() in suffixes and not _is_passed_over(path)
        if is_wanted and not entry.is_dir():
            members.append((path, entry))
    return sorted(members, key=itemgetter(0))


def _check_places(paths: Sequence[PurePosixPath]) -> None:
    """Refuse what would be ambiguous: articles in several folders, or twice in one."""
    if not paths:
        raise BadArchive("There is no article in it: pack the .md files.")
    folders = sorted({str(path.parent) for path in paths})
    if len(folders) > 1:
        one, other = folders[:2]
        raise BadArchive(
            f"The articles stand in several folders ('{one}', '{other}'). Put them into one."
        )
    name, times = Counter(path.name for path in paths).most_common(1)[0]
    if times > 1:
        raise BadArchive(f"'{name[:80]}' stands in it {times} times. Pack each file once.")


def _is_passed_over(path: PurePosixPath) -> bool:
    return path.parts[:1] == ("__MACOSX",) or any(part.startswith(".") for part in path.parts)


def _read(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, left: int, max_bytes: int = MAX_FILE_BYTES
) -> bytes:
    """One byte more than a file may have is enough to refuse it, however much is packed in it."""
    with archive.open(member) as file:
        raw = file.read(max_bytes + 1)
    if len(raw) > left:
        size = MAX_UNPACKED_BYTES // 1_000_000
        raise BadArchive(f"Unpacked this is larger than {size} MB. Split it.")
    return raw
