"""Copy all that Effie keeps, while it runs or stands still: `python -m commands.backup FOLDER`.

The record, what is on its way in Redis and what was attached, as they were at one moment: writers
wait for as long as Redis takes to be copied. `secrets.env`, the folder of settings and the articles
as files are yours to keep beside it. The folder is complete once it has its name.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from pathlib import Path

from redis import Redis, RedisError

from commands.redis_in_use import redis_in_use
from commands.sources import files_in_use, record_url
from core.errors import BadInput, EffieError
from launch.errors import LaunchError
from store.attachments import Files
from store.backups import copy_files, copy_files_set_aside, copy_keys, copy_record
from store.clock import now
from store.database import Database
from store.process import begin_process
from store.revisions import revision_of

TOLD = "backup.json"


def main() -> None:
    """Do it, and end with 1 where it could not be done."""
    parser = argparse.ArgumentParser(prog="backup", description=__doc__)
    parser.add_argument("folder", type=Path, help="is made; must not exist yet")
    folder = parser.parse_args().folder
    begin_process()
    try:
        database = Database(record_url())
        database.check()
        with redis_in_use() as redis:
            told = backup(database, redis, files_in_use(), folder)
    except (EffieError, LaunchError, OSError, RedisError) as error:
        sys.exit(str(error))
    print(f"{folder}: the record, {told['keys']} keys of Redis, {told['files']} files.")


def backup(database: Database, redis: Redis, files: Files, folder: Path) -> dict[str, object]:
    """Make the folder; returns what its `backup.json` says. Raises BadInput if it is there."""
    if folder.exists():
        raise BadInput(f"{folder} is there already; name one that is not.")
    unfinished = folder.with_name(f"{folder.name}.unfinished")
    try:
        unfinished.mkdir(parents=True)
    except FileExistsError:
        raise BadInput(
            f"{unfinished} is of a backup that goes on or was killed; delete it if none goes on."
        ) from None
    try:
        told = _copy_into(unfinished, database, redis, files)
        unfinished.rename(folder)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)  # a full disk gets its room back
        raise
    return told


def _copy_into(folder: Path, database: Database, redis: Redis, files: Files) -> dict[str, object]:
    attached, keys, aside = folder / "attachments", 0, 0

    def copy_what_moves() -> None:
        nonlocal keys, aside
        keys = copy_keys(redis, folder / "redis.jsonl")
        aside = copy_files_set_aside(database, files, attached)

    with database.reading() as connection:
        tables = revision_of(connection)
    told: dict[str, object] = {"made_at": now().isoformat(), "tables": tables}
    copy_record(database, folder, copy_what_moves)
    told |= {"keys": keys, "files": aside + copy_files(database, files, attached)}
    (folder / TOLD).write_text(json.dumps(told), encoding="utf-8")
    return told


if __name__ == "__main__":
    main()
