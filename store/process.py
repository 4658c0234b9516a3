"""What every process of ours does first, whoever starts it."""

from __future__ import annotations

import os
import resource

_UMASK = 0o077
_MAX_FILES = 2**20  # some systems allow a thousand times more, and programs allocate for each


def begin_process() -> None:
    """Keep what is written for our eyes only, and allow as many open files as the system does.

    Each open chat is a connection, and each connection an open file; the limit that a shell hands
    down is often 1024, or 256.
    """
    os.umask(_UMASK)
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    soft = _MAX_FILES if hard == resource.RLIM_INFINITY else min(hard, _MAX_FILES)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    except (ValueError, OSError):  # macOS allows less than it says
        return
