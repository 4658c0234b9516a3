"""All that is kept of a customer in one archive: for programs, for people, with the files.

It is made piece by piece while it is sent: however much there is of somebody, nobody waits for the
first of it, and no more than a part of it is in memory.
"""

from __future__ import annotations

import base64
import io
import json
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from enum import Enum
from typing import Any

from core.errors import NotFound
from core.personal_data import Whose
from store.attachments import Attachments
from store.clock import now
from store.database import Database
from store.personal_data.counting import rows_of
from store.personal_data.in_redis import InRedis
from store.personal_data.inventory import PLACES
from store.personal_data.places import Place
from store.personal_data.readable import Told, readable
from store.schema import attachments as kept_files

FORMAT = 1
_UNSAFE = re.compile(r"[^\w.\-]+")
_PIECE = 1 << 16  # bytes


class _Sent(io.RawIOBase):
    """Where the archive is written to: what is in it since it was last taken."""

    def __init__(self) -> None:
        super().__init__()
        self._written = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._written += data
        return len(data)

    def take(self, least: int = 0) -> bytes:
        """Return what was written, unless it is less than a piece."""
        if len(self._written) <= least:
            return b""
        taken, self._written = bytes(self._written), bytearray()
        return taken


def export(
    database: Database,
    attachments: Attachments,
    whose: Whose,
    in_redis: Sequence[InRedis],
    company: str,
) -> Iterator[bytes]:
    """Return everything of theirs as a zip archive, piece by piece.

    `files/` is what was attached, `data.json` every row as it is kept, `index.html` the same to be
    read. A file that is gone from its store is named as missing.
    """
    sent = _Sent()
    paths: dict[str, str] = {}
    with zipfile.ZipFile(sent, "w", zipfile.ZIP_DEFLATED) as archive:
        for row in rows_of(database, _FILES, whose):
            paths[row["id"]] = _add_file(archive, attachments, row)
            yield sent.take(_PIECE)
        told = _Rows(database, whose, in_redis, company, paths)
        for name, texts in (("data.json", told.as_json()), ("index.html", readable(told))):
            with archive.open(name, "w", force_zip64=True) as file:
                for text in texts:
                    file.write(text.encode("utf-8", "replace"))
                    yield sent.take(_PIECE)
    yield sent.take()


class _Rows(Told):
    """What is told of somebody, read when it is asked for."""

    def __init__(
        self,
        database: Database,
        whose: Whose,
        in_redis: Sequence[InRedis],
        company: str,
        paths: dict[str, str],
    ) -> None:
        self.company, self.made_at = company, now()
        self._database, self._whose, self._paths = database, whose, paths
        self._on_the_way = [vars(each) for each in in_redis]

    def rows(self, place: Place) -> Iterator[dict[str, Any]]:
        for row in rows_of(self._database, place, self._whose):
            if place is _FILES:
                row["file"] = self._paths.get(row["id"], "")
            yield json.loads(_json(row))

    def on_the_way(self) -> list[dict[str, Any]]:
        told: list[dict[str, Any]] = json.loads(_json(self._on_the_way))
        return told

    def as_json(self) -> Iterator[str]:
        """Return `data.json`, a row at a time."""
        known = {"customers": self._whose.customers, "addresses": self._whose.addresses}
        yield f'{{"format": {FORMAT}, "company": {_json(self.company)}, '
        yield f'"made_at": {_json(self.made_at)}, "customer": {_json(known)}, "tables": {{'
        for number, place in enumerate(PLACES):
            yield f"{',' if number else ''}\n{_json(place.table.name)}: ["
            for row_number, row in enumerate(self.rows(place)):
                yield f"{',' if row_number else ''}\n{_json(row)}"
            yield "]"
        yield f'}}, "on_the_way": {_json(self._on_the_way)}}}\n'


_FILES = next(place for place in PLACES if place.table is kept_files)


def _json(value: object) -> str:
    return json.dumps(value, default=_plain, ensure_ascii=False)


def _add_file(archive: zipfile.ZipFile, attachments: Attachments, row: dict[str, Any]) -> str:
    name = _UNSAFE.sub("_", row["name"])[-80:]
    path = f"files/{row['id']}-{name}"
    try:
        archive.writestr(path, attachments.files.read(f"{row['conversation']}/{row['id']}"))
    except NotFound:
        return ""
    return path


def _plain(value: object) -> object:
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return str(value)
