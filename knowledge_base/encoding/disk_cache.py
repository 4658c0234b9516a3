"""Vectors kept on disk, so that a start or a changed article encodes nothing twice.

Only article text goes through here; customers' questions are never kept.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from hashlib import sha256
from pathlib import Path

import numpy as np

from knowledge_base.encoding.encoder import Encoder, Vectors

_AT_ONCE = 500  # keys in one query: SQLite allows 999


class CachingEncoder:
    """An encoder that asks another one only for texts it has never seen.

    A cache that can't be read or written costs time and nothing else.
    """

    def __init__(self, encoder: Encoder, file: Path) -> None:
        self._encoder, self._file = encoder, file

    @property
    def identity(self) -> str:
        return self._encoder.identity

    def encode(self, texts: Sequence[str]) -> Vectors:
        identity = self.identity
        keys = [sha256(f"{identity}\n{text}".encode()).hexdigest() for text in texts]
        known = self._read(keys)
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        if missing or not keys:
            fresh = self._encoder.encode(list(missing.values()))
            if not keys:
                return fresh
            known |= dict(zip(missing, fresh, strict=True))
            self._write({key: known[key] for key in missing})
        return np.stack([known[key] for key in keys])

    def _read(self, keys: Sequence[str]) -> dict[str, Vectors]:
        known: dict[str, Vectors] = {}
        with suppress(sqlite3.Error, OSError), closing(self._open()) as database:
            for start in range(0, len(keys), _AT_ONCE):
                some = keys[start : start + _AT_ONCE]
                marks = ",".join("?" * len(some))
                query = f"SELECT key, vector FROM vectors WHERE key IN ({marks})"  # noqa: S608
                for key, vector in database.execute(query, some):
                    known[key] = np.frombuffer(vector, dtype=np.float32)
        return known

    def _write(self, vectors: Mapping[str, Vectors]) -> None:
        rows = [(key, vector.tobytes()) for key, vector in vectors.items()]
        with suppress(sqlite3.Error, OSError), closing(self._open()) as database, database:
            database.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", rows)

    def _open(self) -> sqlite3.Connection:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        database = sqlite3.connect(self._file, timeout=5)
        database.execute(
            "CREATE TABLE IF NOT EXISTS vectors (key TEXT PRIMARY KEY, vector BLOB NOT NULL)"
        )
        return database
