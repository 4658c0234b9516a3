"""What Effie keeps is for the eyes of the user it runs as: customers' words, passwords, logs."""

from __future__ import annotations

import os
import stat
from pathlib import Path

UMASK = 0o077
_OTHERS = 0o077


def tighten(folder: Path) -> None:
    """Take everybody else's rights from a folder and all that is in it; links are not followed.

    What belongs to another user stays as it is.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _take_rights(folder)
    for inside, folders, files in os.walk(folder):
        for name in (*folders, *files):
            _take_rights(Path(inside, name))


def write_private(file: Path, text: str) -> None:
    """Write a file whole, readable only by us."""
    fresh = file.with_name(f"{file.name}.new")
    fresh.unlink(missing_ok=True)
    with open(fresh, "w", opener=_open_private) as out:
        out.write(text)
    fresh.replace(file)


def _open_private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _take_rights(path: Path) -> None:
    try:
        mode = path.lstat().st_mode
        if not stat.S_ISLNK(mode) and mode & _OTHERS:
            path.chmod(stat.S_IMODE(mode) & ~_OTHERS)
    except (FileNotFoundError, PermissionError):  # gone meanwhile; another user's
        return
