"""Which process does a background job: one at a time, by an expiring lock in Redis."""

from __future__ import annotations

from redis.asyncio import Redis
from redis.asyncio.lock import Lock
from redis.exceptions import LockError

_TOO_LONG = 60  # seconds beyond its time, as when the clock was set back

_FREE_IF_TOO_LONG = """
if redis.call('PTTL', KEYS[1]) > tonumber(ARGV[1]) then
    return redis.call('DEL', KEYS[1])
end
return 0
"""


class LeaderLock:
    """At most one process at a time leads; another takes over once it is gone.

    redis-py's lock, held by a token of its own: each renewal and release compares the token and
    acts in one step, so a process whose time is up can take nothing from its successor.
    """

    def __init__(self, redis: Redis, name: str, seconds: float = 5) -> None:
        self._redis, self._name = redis, f"lease:{name}"
        self._max_left = int((seconds + _TOO_LONG) * 1000)
        self._lock = Lock(redis, self._name, timeout=seconds, blocking=False)

    async def hold(self) -> bool:
        """Take the lock or renew it for its full time; False if another process holds it."""
        try:
            return bool(await self._lock.reacquire())
        except LockError:  # never held, or lost meanwhile
            return await self._acquire()

    async def release(self) -> None:
        """Let another process lead at once; nothing happens if this one does not."""
        try:
            await self._lock.release()
        except LockError:
            return

    async def _acquire(self) -> bool:
        if await self._lock.acquire():
            return True
        freed = await self._redis.eval(_FREE_IF_TOO_LONG, 1, self._name, str(self._max_left))
        return bool(freed) and bool(await self._lock.acquire())
