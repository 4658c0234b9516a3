"""Doing many things at the same time, and being done only when all of them are."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Iterable


async def all_of(jobs: Iterable[Awaitable[None]]) -> None:
    """Wait for every job, also where one fails; then raise what the first one raised.

    Two rounds would deal with the same thing at once, were a job left running.
    """
    for outcome in await asyncio.gather(*jobs, return_exceptions=True):
        if isinstance(outcome, BaseException):
            raise outcome
