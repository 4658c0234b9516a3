"""What every process of ours does first, whoever starts it."""

from __future__ import annotations

import os
import resource
import sys

from core.errors import BadInput
from store.secret_files import secrets_in_files

_UMASK = 0o077
_MAX_FILES = 2**20  # some systems allow a thousand times more, and programs allocate for each


def begin_process() -> None:
    """Keep what is written for our eyes only, and allow as many open files as the system does.

    Each open chat is a connection, and each connection an open file; the limit that a shell hands
    down is often 1024, or 256. Secrets that stand in files (`NAME_FILE`) are taken into the
    environment; one that can't be read ends the process with a line that names it.
    """
    os.umask(_UMASK)
    _take_secrets()
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    soft = _MAX_FILES if hard == resource.RLIM_INFINITY else min(hard, _MAX_FILES)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    except (ValueError, OSError):  # macOS allows less than it says
        return


def _take_secrets() -> None:
    try:
        secrets = secrets_in_files(os.environ)
    except BadInput as error:
        sys.exit(error.message)
    for name, secret in secrets.items():
        os.environ[name] = secret
        del os.environ[f"{name}_FILE"]  # what we start finds the secret itself
