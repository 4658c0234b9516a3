"""What is on its way: all keys of Redis in a file, each as Redis itself writes it down."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from pathlib import Path
from typing import Any

from redis import Redis

from store.backups.record import NotEmpty

# One script: nothing changes while it runs, so that a message is in one place and not in two.
_ALL = """
local all = {}
for _, key in ipairs(redis.call('KEYS', '*')) do
  all[#all + 1] = {key, redis.call('PTTL', key), redis.call('DUMP', key)}
end
return all
"""


def copy_keys(redis: Redis, file: Path) -> int:
    """Write all keys as they are at one moment; returns how many."""
    found: Any = redis.eval(_ALL, 0)
    with file.open("w", encoding="ascii") as out:
        for key, expires, value in found:
            row = [b64encode(key).decode(), expires, b64encode(value).decode()]
            out.write(json.dumps(row) + "\n")
    return len(found)


def put_keys_back(redis: Redis, file: Path) -> int:
    """Put the keys of a file into an empty Redis; returns how many.

    Raises NotEmpty. The client must read bytes, not text.
    """
    if redis.dbsize():
        raise NotEmpty("Redis is not empty: restore into one that holds nothing.")
    many = 0
    with file.open(encoding="ascii") as lines:
        for line in lines:
            key, expires, value = json.loads(line)
            # 0 is "for ever" to RESTORE, to PTTL less than a millisecond; that says -1 for it.
            left = 0 if expires < 0 else max(expires, 1)
            redis.restore(b64decode(key), left, b64decode(value))
            many += 1
    return many
