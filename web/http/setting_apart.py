"""Doing many things of which one may be broken."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import structlog

from core.errors import Unavailable
from store.realtime import RedisError

log = structlog.get_logger()


@contextmanager
def setting_apart(what: str, **of: Any) -> Iterator[None]:
    """Log, as `what`, a failure of the block that is its own, so that the next one is done.

    What would fail the next one as well is raised: Redis or the database is away.
    """
    try:
        yield
    except (RedisError, OSError, Unavailable):
        raise
    except Exception as error:
        log.error(what, **of, exc_info=error)
