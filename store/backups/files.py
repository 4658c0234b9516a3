"""What was attached: copied out of a folder or a bucket into a folder, and put back."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from sqlalchemy import select

from core.errors import NotFound
from store.attachments import DiskFiles, Files
from store.database import Database
from store.schema import arrivals, attachments


def copy_files(database: Database, files: Files, folder: Path) -> int:
    """Copy the files that the record knows; returns how many. One that has gone stays away."""
    copies, many = DiskFiles(folder), 0
    with database.reading() as connection:
        known = connection.execute(select(attachments.c.conversation, attachments.c.id)).all()
    for conversation, file in known:
        for key in (f"{conversation}/{file}", f"{conversation}/{file}.preview"):
            try:
                copies.write(key, files.read(key))
            except NotFound:
                continue
            many += 1
    return many


def copy_files_set_aside(database: Database, files: Files, folder: Path) -> int:
    """Copy the files of what came in and waits to be taken in; returns how many.

    While nobody writes to the record: what is taken in leaves nothing of these behind.
    """
    copies, many = DiskFiles(folder), 0
    waiting = select(arrivals.c.content).where(arrivals.c.handled_at.is_(None))
    with database.reading() as connection:
        found = connection.execute(waiting).scalars().all()
    for key in (file.get("aside", "") for each in found for file in each.get("files", ())):
        if key:
            with suppress(NotFound):
                copies.write(key, files.read(key))
                many += 1
    return many


def put_files_back(folder: Path, files: Files) -> int:
    """Keep again what was copied into a folder; returns how many."""
    copied = sorted(each for each in folder.rglob("*") if each.is_file())
    for each in copied:
        files.write(str(each.relative_to(folder)), each.read_bytes())
    return len(copied)
