"""Settling an entry of a stream by keeping it apart: a dead letter, whole, once."""

from __future__ import annotations

from redis.asyncio import Redis

DEAD = "dead"
MAX_DEAD = 10_000

# For Lua: keeps what stood in an entry, with why nobody could deal with it.
KEEP = """
local function keep(dead, stream, fields, reason, most)
    redis.call('XADD', dead, 'MAXLEN', '~', most, '*',
        'stream', stream, 'fields', cjson.encode(fields), 'reason', reason)
end
"""

_SET_ASIDE = (
    KEEP
    + """
local found = redis.call('XRANGE', KEYS[1], ARGV[2], ARGV[2])
if redis.call('XACK', KEYS[1], ARGV[1], ARGV[2]) == 0 or #found == 0 then
    return 0
end
redis.call('XDEL', KEYS[1], ARGV[2])
keep(KEYS[2], KEYS[1], found[1][2], ARGV[3], ARGV[4])
return 1
"""
)


async def set_aside(redis: Redis, stream: str, group: str, entry_id: str, reason: str) -> None:
    """Settle an entry that was delivered to a group by keeping it as a dead letter: once, whole."""
    values = (group, entry_id, reason, str(MAX_DEAD))
    await redis.eval(_SET_ASIDE, 2, stream, DEAD, *values)
