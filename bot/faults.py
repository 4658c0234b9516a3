"""Which failures of a turn pass by themselves."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

from aiohttp import ClientConnectionError
from rasa.core.lock_store import LockError
from redis.exceptions import RedisError
from sqlalchemy.exc import InterfaceError, OperationalError

_PASSING = (
    RedisError,
    OSError,
    asyncio.TimeoutError,
    ClientConnectionError,
    LockError,
    InterfaceError,
    OperationalError,
)


def passes_by_itself(error: BaseException) -> bool:
    """Tell whether a part that a turn needs was away: Redis, the tracker or the action server."""
    return any(isinstance(cause, _PASSING) for cause in _causes(error))


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
