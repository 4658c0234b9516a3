"""What each action server answers from, kept in Redis for the others to see."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from datetime import datetime, timedelta
from typing import Any

from redis.asyncio import Redis

from store.clock import now

_KEY = "knowledge:servers"
FORGOTTEN_AFTER = timedelta(seconds=15)  # without a word; each server tells every few seconds
_GONE_AFTER = 3600  # seconds without a word from any server


@dataclass(frozen=True)
class ServerState:
    """What one action server answers from.

    revision: of the articles; every change up to it is answered from
    state: learnt, grafted or learning
    trouble: why something newer is not answered from, in words; "" if nothing is wrong
    since: since when it answers from this
    """

    server: str
    revision: int
    articles: int
    passages: int
    state: str
    trouble: str
    since: datetime

    def to_json(self) -> dict[str, Any]:
        return {**asdict(self), "since": self.since.isoformat()}


_FIELDS = tuple(field.name for field in fields(ServerState))


class Serving:
    """The action servers that are there now."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    async def tell(self, state: ServerState) -> None:
        """Say what a server answers from."""
        told = json.dumps({**state.to_json(), "at": now().isoformat()})
        async with self._redis.pipeline(transaction=False) as pipeline:
            pipeline.hset(_KEY, state.server, told)
            pipeline.expire(_KEY, _GONE_AFTER)
            await pipeline.execute()

    async def leave(self, server: str) -> None:
        """Forget a server: it ends."""
        await self._redis.hdel(_KEY, server)

    async def servers(self) -> list[ServerState]:
        """Return the servers that said so lately, by name; the others are forgotten."""
        found = await self._redis.hgetall(_KEY)
        told = {str(server): _read(str(text), now()) for server, text in found.items()}
        gone = [server for server, state in told.items() if state is None]
        if gone:
            await self._redis.hdel(_KEY, *gone)
        return [state for _, state in sorted(told.items()) if state is not None]


def _read(text: str, at: datetime) -> ServerState | None:
    """Return what a server told lately; None for old words, and for such as nobody understands."""
    try:
        said = json.loads(text)
        if abs(at - datetime.fromisoformat(said["at"])) > FORGOTTEN_AFTER:
            return None
        known = {name: said[name] for name in _FIELDS}
        return ServerState(**{**known, "since": datetime.fromisoformat(said["since"])})
    except (KeyError, TypeError, ValueError):
        return None
