"""Rate limits: fixed windows, counted in Redis for all processes together."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from redis.asyncio import Redis

from core.errors import TooMany
from store.clock import now

_WINDOW = "window:"
ALL_WINDOWS = f"{_WINDOW}*"  # the pattern of all keys of limits
# A window says when it began, so that it ends with its time and with a clock that is set back:
# Redis's own expiry would last until that clock has caught up. Of two uses at the same moment the
# later may be counted first, and clocks of two machines differ: neither begins a window anew.
_DIFFERENCE = 30  # seconds between clocks that is no clock that was set back
_HIT = """
local began = tonumber(redis.call('HGET', KEYS[1], 'began'))
local now, seconds = tonumber(ARGV[1]), tonumber(ARGV[2])
if not began or now < began - math.min(seconds, tonumber(ARGV[3])) or now >= began + seconds then
    redis.call('HSET', KEYS[1], 'began', ARGV[1], 'used', 0)
    redis.call('EXPIRE', KEYS[1], ARGV[2])
    began = now
end
return {redis.call('HINCRBY', KEYS[1], 'used', 1), math.ceil(began + seconds - now)}
"""


class RateLimiter:
    """Counting how often something happens, to stop what is too much."""

    def __init__(self, redis: Redis, clock: Callable[[], datetime] = now) -> None:
        self._redis, self._clock = redis, clock

    async def hit(self, what: str, most: int, seconds: int, message: str | None = None) -> None:
        """Count one use of `what`; raises TooMany beyond `most` in a window of `seconds`.

        The error says after how many seconds the window is over.
        """
        at = f"{self._clock().timestamp():.3f}"
        used, left = await self._redis.eval(_HIT, 1, _key(what), at, str(seconds), str(_DIFFERENCE))
        if int(used) > most:
            raise TooMany(message, retry_after=max(1, int(left)))

    async def give_back(self, what: str) -> None:
        """Take one use of `what` back."""
        if await self._redis.exists(_key(what)):
            await self._redis.hincrby(_key(what), "used", -1)

    async def clear(self, what: str) -> None:
        await self._redis.delete(_key(what))


def _key(what: str) -> str:
    return f"{_WINDOW}{what}"
