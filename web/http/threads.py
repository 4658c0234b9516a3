"""Calling the synchronous SQL store without holding up the event loop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import ParamSpec, TypeVar

Args = ParamSpec("Args")
Result = TypeVar("Result")


async def in_thread(
    function: Callable[Args, Result], *args: Args.args, **kwargs: Args.kwargs
) -> Result:
    """Run a blocking call beside the event loop and return its result."""
    return await asyncio.to_thread(function, *args, **kwargs)
