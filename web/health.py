"""How the parts are that customers depend on, for monitors and for who starts the processes."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum

import structlog
from sanic import Request
from sanic.response import HTTPResponse, json

from web.auth import open_to_everyone
from web.http import in_thread
from web.live import STUCK_AFTER
from web.services import Services

log = structlog.get_logger()

_PATIENCE = 2.0  # seconds; what needs longer counts as away
_OURS = ("database", "redis")  # without them this process can serve nobody


class Part(Enum):
    """How a part is."""

    OK = "ok"
    AWAY = "away"
    UNKNOWN = "unknown"  # whoever could tell is away


@dataclass(frozen=True)
class Flow:
    """How messages flow: for how long the oldest has waited for a bot, or for the record."""

    behind: timedelta = timedelta()
    recording_behind: timedelta = timedelta()
    dead_letters: int = 0
    bots: int = 0

    @property
    def is_well(self) -> bool:
        return max(self.behind, self.recording_behind) <= STUCK_AFTER and not self.dead_letters


class HealthChecks:
    """Asks the parts, all at once, and never for longer than a monitor waits.

    A part that hangs is asked once: the question is kept until it is answered or fails.

    flow: how messages flowed when Redis last answered
    """

    def __init__(self, services: Services) -> None:
        self._services = services
        self._asking: dict[str, asyncio.Task[bool]] = {}
        self._last: dict[str, Part] = {}
        self.flow = Flow()

    async def look(self) -> dict[str, Part]:
        """Return how database, redis, bot and actions are."""
        asked: dict[str, Callable[[], Awaitable[bool]]] = {
            "database": self._database,
            "redis": self._redis,
            "bot": self._services.inbox.is_held,
            "actions": self._services.actions.is_there,
        }
        found = await asyncio.gather(*(self._ask(name, ask) for name, ask in asked.items()))
        parts = dict(zip(asked, found, strict=True))
        if parts["redis"] is not Part.OK:
            parts["bot"] = Part.UNKNOWN
        if parts != self._last:  # said once, not at every question
            log.warning("health.changed", **{name: part.value for name, part in parts.items()})
            self._last = parts
        return parts

    async def _ask(self, name: str, ask: Callable[[], Awaitable[bool]]) -> Part:
        going = self._asking.get(name)
        if going is None or going.done():
            going = self._asking[name] = asyncio.create_task(_answers(ask))
        done, _ = await asyncio.wait([going], timeout=_PATIENCE)
        return Part.OK if done and going.result() else Part.AWAY

    async def _database(self) -> bool:
        return await in_thread(self._services.database.answers)

    async def _redis(self) -> bool:
        services = self._services
        self.flow = Flow(
            behind=await services.inbox.behind(),
            recording_behind=await services.events.behind(),
            dead_letters=await services.dead_letters.count(),
            bots=await services.inbox.bots(),
        )
        return True


def status_of(parts: Mapping[str, Part], flow: Flow) -> str:
    """Return "ok"; "down" where no messages are taken.

    "degraded" where they are, but some are answered or shown later, or wait for an admin.
    """
    if any(parts[name] is not Part.OK for name in _OURS):
        return "down"
    return "ok" if set(parts.values()) == {Part.OK} and flow.is_well else "degraded"


@open_to_everyone
async def health(request: Request) -> HTTPResponse:
    """Answer 200 while messages are taken, else 503, and say how each part is.

    `bots`: how many share out the inbox; the part `bot` is away while a partition has none;
    `behind`: for how many seconds messages have been waiting for a bot, 0 while they flow;
    `recording_behind`: the same for the record, and so for every page;
    `dead_letters`: how many were set aside, for an admin to look at
    """
    checks: HealthChecks = request.app.ctx.health_checks
    parts = await checks.look()
    status, flow = status_of(parts, checks.flow), checks.flow
    told = {
        "status": status,
        "bots": flow.bots,
        "behind": int(flow.behind.total_seconds()),
        "recording_behind": int(flow.recording_behind.total_seconds()),
        "dead_letters": flow.dead_letters,
        "parts": {name: part.value for name, part in parts.items()},
    }
    return json(told, status=503 if status == "down" else 200)


async def _answers(ask: Callable[[], Awaitable[bool]]) -> bool:
    try:
        return await ask()
    except Exception:  # whatever it is, it keeps the part from answering
        return False
