"""Put a backup back, before Effie is started: `python -m commands.restore FOLDER`.

The database must have no tables, Redis no keys. Then erase again whom the backup has brought back:
`make erase-again FILE=erased.json`.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from redis import Redis, RedisError
from sqlalchemy import make_url

from commands.backup import TOLD
from commands.redis_in_use import redis_in_use
from commands.sources import files_in_use, record_url
from core.errors import BadInput, EffieError, Unavailable
from launch.errors import LaunchError
from store.attachments import Files
from store.backups import NotEmpty, put_files_back, put_keys_back, put_record_back
from store.database import Database
from store.process import begin_process
from store.revisions import is_known


class HalfRestored(Unavailable):
    """Only a part is restored. Empty the database and Redis, then restore again."""


def main() -> None:
    """Do it, and end with 1 where it could not be done."""
    parser = argparse.ArgumentParser(prog="restore", description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    begin_process()
    try:
        with redis_in_use() as redis:
            restore(Database(record_url()), redis, files_in_use(), folder)
    except (EffieError, LaunchError, OSError, RedisError) as error:
        sys.exit(str(error))
    print("Restored. Now: make erase-again FILE=erased.json, then make run.")


def restore(database: Database, redis: Redis, files: Files, folder: Path) -> None:
    """Put everything back.

    Raises BadInput for what is no backup, NotEmpty and NoTool before anything is changed, and
    HalfRestored, which says how to begin again.
    """
    if not (folder / TOLD).is_file():
        raise BadInput(f"{folder} is no complete backup: there is no {TOLD} in it.")
    told = json.loads((folder / TOLD).read_text(encoding="utf-8"))
    if not is_known(told["tables"]):
        raise BadInput(
            "This backup is of a later version of Effie: restore it with that one. "
            "Nothing was changed."
        )
    if redis.dbsize():
        raise NotEmpty(
            "Redis is not empty: restore into one that holds nothing. "
            "If a restore was broken off here, begin again: " + _begin_again(database)
        )
    put_record_back(database, folder)
    try:
        put_files_back(folder / "attachments", files)
        put_keys_back(redis, folder / "redis.jsonl")
    except (EffieError, OSError, RedisError, ValueError) as error:
        raise HalfRestored(
            f"Only a part is restored: {error}\nDo not start Effie now. Put right what the line "
            f"above says and begin again: {_begin_again(database)}"
        ) from error


def _begin_again(database: Database) -> str:
    """Say how to come back to nothing, from where a restore may begin."""
    url = make_url(database.url)
    if url.get_backend_name() == "sqlite":
        record = f"delete {url.database} and the files beside it that begin with its name"
    else:
        record = f"drop the database {url.database} and create it anew"
    return f"{record}, empty Redis (redis-cli FLUSHALL), then 'make restore' once more."


if __name__ == "__main__":
    main()
