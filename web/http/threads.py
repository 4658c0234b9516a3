"""Calling the synchronous SQL store without holding up the event loop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

Args = ParamSpec("Args")
Result = TypeVar("Result")


_THREADS = 32  # Python's own number would be six on two cores: a few that wait would stop all


def make_threads() -> None:
    """Give the running loop its threads."""
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(_THREADS, "record"))


async def in_thread(
    function: Callable[Args, Result], *args: Args.args, **kwargs: Args.kwargs
) -> Result:
    """Run a blocking call beside the event loop and return its result."""
    return await asyncio.to_thread(function, *args, **kwargs)
