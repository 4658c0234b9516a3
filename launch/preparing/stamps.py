"""Remember what a result was made from, so that it is made again only when that changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path


def fingerprint(files: Iterable[Path], *also: str) -> str:
    """A digest of the files' names and contents, in any order, and of some words."""
    digest = hashlib.sha256("\0".join(also).encode())
    for file in sorted(files):
        content = hashlib.sha256(file.read_bytes()).hexdigest()
        digest.update(f"\0{file.name}\0{content}".encode())
    return digest.hexdigest()


def is_stamped(stamp: Path, value: str) -> bool:
    return stamp.exists() and stamp.read_text().strip() == value


def write_stamp(stamp: Path, value: str) -> None:
    stamp.write_text(value + "\n")
