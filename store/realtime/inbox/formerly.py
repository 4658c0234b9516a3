"""The single stream of earlier versions: what waits in it goes into the partitions, in order.

An earlier version's web may still run beside us: what it adds is moved here before anything newer
is added. Its bot can settle nothing that was moved, but is to have ended before the first of ours
begins: what it still takes first is remembered under the former name, which we read no more.
"""

from __future__ import annotations

from redis.asyncio import Redis

from store.realtime.inbox.names import FORMER_INBOX, TAKEN_OVER, partition_keys
from store.realtime.trackers import FORMER_TRACKER, tracker_key

_A_PAGE = 200

_MOVE = """
local waiting = redis.call('XRANGE', KEYS[1], '-', '+', 'COUNT', ARGV[1])
for _, entry in ipairs(waiting) do
    local fields, conversation = entry[2], ''
    for place = 1, #fields, 2 do
        if fields[place] == 'entry' then
            local readable, said = pcall(cjson.decode, fields[place + 1])
            if readable and type(said) == 'table' and type(said.conversation) == 'string' then
                conversation = said.conversation
            end
        end
    end
    local number = tonumber(string.sub(redis.sha1hex(conversation), 1, 1), 16)
    redis.call('XADD', KEYS[2 + number], '*', unpack(fields, 1, math.min(#fields, 1000)))
    redis.call('XDEL', KEYS[1], entry[1])
    redis.pcall('XACK', KEYS[1], 'bot', entry[1])
end
return #waiting
"""

# Several bots may begin at once: one that comes second finds nothing to rename.
_RENAME = """
return redis.call('EXISTS', KEYS[1]) == 1 and redis.call('RENAMENX', KEYS[1], KEYS[2]) or 0
"""


async def move_former_inbox(redis: Redis) -> None:
    """Move all that waits there; several may do so at once."""
    keys = (FORMER_INBOX, *partition_keys())
    while await redis.eval(_MOVE, len(keys), *keys, str(_A_PAGE)):
        pass


async def take_over_former(redis: Redis) -> None:
    """Move what waits, and once what Rasa remembered; safe to call again and again."""
    await move_former_inbox(redis)
    if await redis.exists(TAKEN_OVER):
        return
    async for key in redis.scan_iter(f"{FORMER_TRACKER}*", count=1000):
        conversation = str(key).removeprefix(FORMER_TRACKER)
        if not conversation.startswith("{"):
            await redis.eval(_RENAME, 2, key, tracker_key(conversation))
    await redis.set(TAKEN_OVER, 1)
