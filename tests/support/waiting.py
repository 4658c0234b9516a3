"""How tests wait. Patiently: they ask whether something happens; how fast is for `benchmarks/`."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from inspect import isawaitable

import httpx

PATIENCE = 180.0  # seconds


def wait_until(holds: Callable[[], bool], patience: float = PATIENCE, every: float = 0.05) -> None:
    """Return once something holds; look every so many seconds."""
    end = time.monotonic() + patience
    while not holds():
        assert time.monotonic() < end, f"it did not happen within {patience:.0f} seconds"
        time.sleep(every)


async def until(holds: Callable[[], bool | Awaitable[bool]]) -> None:
    """Return once something holds, and let everything else go on meanwhile."""
    end = time.monotonic() + PATIENCE
    while not (await held if isawaitable(held := holds()) else held):
        assert time.monotonic() < end, f"it did not happen within {PATIENCE:.0f} seconds"
        await asyncio.sleep(0.05)


def is_up(url: str) -> bool:
    """Tell whether a process answers its health check."""
    try:
        return httpx.get(f"{url}/health", timeout=PATIENCE, trust_env=False).is_success
    except httpx.TransportError:
        return False
