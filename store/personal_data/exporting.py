"""All that is kept of a customer in one archive: for programs, for people, with the files."""

from __future__ import annotations

import base64
import json
import re
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import Any

from core.errors import NotFound
from core.personal_data import Kind, Whose
from store.attachments import Attachments
from store.clock import now
from store.database import Database
from store.personal_data.counting import rows_of
from store.personal_data.in_redis import InRedis
from store.personal_data.inventory import PLACES
from store.personal_data.readable import readable

FORMAT = 1
_UNSAFE = re.compile(r"[^\w.\-]+")


def export(
    database: Database,
    attachments: Attachments,
    whose: Whose,
    in_redis: Sequence[InRedis],
    company: str,
    place: Path,
) -> dict[Kind, int]:
    """Write everything of theirs into a zip archive at `place`; returns how much of each kind.

    `data.json` holds every row as it is kept, `index.html` the same to be read, `files/` what was
    attached. A file that is gone from its store is named as missing.
    """
    tables: dict[str, list[dict[str, Any]]] = {}
    counts: dict[Kind, int] = {}
    with database.reading() as connection:
        for each in PLACES:
            rows = list(rows_of(connection, each, whose))
            tables[each.table.name] = rows
            counts[each.kind] = counts.get(each.kind, 0) + len(rows)
    counts[Kind.ON_THE_WAY] = len(in_redis)
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as archive:
        for row in tables["attachments"]:
            row["file"] = _add_file(archive, attachments, row)
        told = {
            "format": FORMAT,
            "company": company,
            "made_at": now(),
            "customer": {"customers": whose.customers, "addresses": whose.addresses},
            "tables": tables,
            "on_the_way": [vars(each) for each in in_redis],
        }
        text = json.dumps(told, default=_plain, ensure_ascii=False, indent=1)
        archive.writestr("data.json", text)
        archive.writestr("index.html", readable(json.loads(text)))
    return counts


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
