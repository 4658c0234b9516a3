"""Whether there is space left where Effie writes."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

MIN_FREE = 4 * 1024 * 1024  # bytes; with less, one write or another fails
LOOK_EVERY = 5.0  # seconds


def why_full(folder: Path) -> str:
    """Say that the disk which holds a folder is full; "" if it is not, or nobody can tell."""
    try:
        disk = os.statvfs(folder)
    except OSError:
        return ""
    free = disk.f_bavail * disk.f_frsize
    no_file_left = disk.f_files > 0 and disk.f_favail == 0
    if free >= MIN_FREE and not no_file_left:
        return ""
    left = "no new file fits" if no_file_left else f"{free // 1024} kB are left"
    return (
        f"The disk that holds {folder} is full ({left}): make room, and Effie goes on by itself. "
        "Nothing that was taken is lost."
    )


def wait_for_space(folder: Path, say: Callable[[str], None]) -> None:
    """Return once there is space; says once what is waited for."""
    why = why_full(folder)
    if why:
        say(why)
    while why_full(folder):
        time.sleep(LOOK_EVERY)
