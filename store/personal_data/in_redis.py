"""What Redis holds of customers: found, exported and erased by what stands in keys and entries."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from redis.asyncio import Redis
from redis.exceptions import ResponseError

from core.personal_data import Whose, holds_words
from store.realtime import EVENTS, is_inbox, partition_keys
from store.realtime.inbox import FORMER_INBOX
from store.realtime.inbox.senders import ONE_LESS
from store.realtime.setting_aside import DEAD

_STREAMS = (FORMER_INBOX, *partition_keys(), EVENTS, DEAD)
_A_PAGE = 1000
_JSON_IN_JSON = 3
_ESCAPED = re.compile(r"""\\(?:u(?P<code>[0-9a-fA-F]{4})|(?P<sign>["\\/bfnrt]))""")
_MAX_DEAD_COUNTED = 20_000  # twice as many as are kept
_REWRITING_TAKES = 600  # looks, of a second each

# Keys as docs/reference/storage.md names them: those that can be somebody's, and what they are.
OF_CUSTOMERS = {
    "inbox:{<partition>}": "entries of theirs go",
    "inbox:seen:{<partition>}:<conversation>:<id>": "the key goes",
    "tracker:{<partition>}:<conversation>": "the key goes",
    "events": "entries of theirs go",
    "dead": "entries of theirs go",
    "held": "their members go",
    "presence:<group>": "their members go",
    "presence:readers:<conversation>": "the key goes",
    "writing:<conversation>": "the key goes",
    "window:<what>": "those of their conversations, ids and addresses go; others end by themselves",
}
NOT_PERSONAL_KEYS = {
    "inbox:lease:{<partition>}": "our processes",
    "inbox:token:{<partition>}": "our processes",
    "inbox:bots": "our processes",
    "inbox:bot:<bot>": "our processes",
    "inbox:senders": "networks, by digests, while something of theirs waits",
    "news": "kept nowhere",
    "editors:<slug>": "staff",
    "lease:<name>": "our processes",
    "knowledge:servers": "our processes",
}

# How they age by themselves: nothing in Redis lasts as long as the fewest days that can be set.
AGES_IN_REDIS = {
    "inbox:{<partition>}": "once it is said",
    "inbox:seen:{<partition>}:<conversation>:<id>": "expires",
    "tracker:{<partition>}:<conversation>": "30 days after the last word",
    "events": "once it is recorded",
    "dead": "by the days of “On the way”; 10,000 entries at most",
    "held": "once the agent has let go",
    "presence:<group>": "with each that leaves",
    "presence:readers:<conversation>": "with each that leaves",
    "writing:<conversation>": "expires",
    "window:<what>": "expires",
}

_FORGET = (
    ONE_LESS
    + """
local found = redis.call('XRANGE', KEYS[1], ARGV[1], ARGV[1])
if #found == 0 then
    return 0
end
redis.call('XDEL', KEYS[1], ARGV[1])
if ARGV[2] == 'inbox' then
    one_less(found[1][2])
end
for _, group in ipairs(redis.call('XINFO', 'GROUPS', KEYS[1])) do
    redis.call('XACK', KEYS[1], group[2], ARGV[1])
end
return 1
"""
)


@dataclass(frozen=True)
class InRedis:
    """Something of theirs: an entry of a stream, a member of a set, or a key.

    entry: of a stream its id, of a set the member; "" for the whole key
    """

    key: str
    entry: str
    value: Any


async def find_in_redis(redis: Redis, whose: Whose) -> AsyncIterator[InRedis]:
    """Look through all of Redis, a part at a time."""
    for stream in _STREAMS:
        async for each in _of_stream(redis, stream, whose):
            yield each
    for group in ("held", "presence:customers"):
        for member in set(whose.conversations) & set(await _members(redis, group)):
            yield InRedis(group, member, None)
    async for key in redis.scan_iter(count=_A_PAGE):
        if key not in _STREAMS and whose.has_key(key):
            yield InRedis(key, "", await read_key(redis, key))


async def erase_in_redis(redis: Redis, whose: Whose) -> int:
    """Erase all of it; returns how much there was."""
    erased = 0
    async for each in find_in_redis(redis, whose):
        if each.key in _STREAMS:
            kind = "inbox" if is_inbox(each.key) else ""
            erased += int(await redis.eval(_FORGET, 1, each.key, each.entry, kind))
        elif each.entry:
            await _remove(redis, each.key, each.entry)
            erased += 1
        else:
            erased += int(await redis.delete(each.key))
    return erased


async def older_dead(redis: Redis, before: datetime) -> int:
    """Return how many entries that could not be dealt with are older."""
    found: Any = await redis.xrange(DEAD, "-", _first_after(before), count=_MAX_DEAD_COUNTED)
    return len(found)


async def forget_older_dead(redis: Redis, before: datetime) -> int:
    """Delete them; returns how many there were."""
    return int(await redis.xtrim(DEAD, minid=_first_after(before), approximate=False))


def _first_after(before: datetime) -> str:
    return f"{int(before.timestamp() * 1000)}-0"


async def rewrite_files(redis: Redis) -> str:
    """Have Redis write its files anew, without what was erased; returns what kept it from that.

    A Redis that somebody else runs may refuse: then whoever runs it has to.
    """
    try:
        kept = await redis.info("persistence")
        if kept.get("aof_enabled"):
            await redis.bgrewriteaof()
        elif await redis.config_get("save") == {"save": ""}:
            return ""
        else:
            await redis.bgsave()
    except ResponseError as error:
        if "progress" not in str(error):
            return f"Redis would not write its files anew: {error}."
    for _ in range(_REWRITING_TAKES):
        now = await redis.info("persistence")
        if not any(now.get(name) for name in _UNDER_WAY):
            return await _left_in_nodes(redis)
        await asyncio.sleep(1)
    return "Redis was still writing its files anew after ten minutes."


async def _left_in_nodes(redis: Redis) -> str:
    """Tell whether what is deleted stays in a stream's nodes, and so in the files."""
    try:
        found = await redis.config_get(_ENTRIES_A_NODE)
    except ResponseError:
        return ""  # it is for whoever runs it, and docs/deployment.md says so
    if found.get(_ENTRIES_A_NODE, "1") == "1":
        return ""
    return f"Words may stay in Redis' files for a while: set {_ENTRIES_A_NODE} to 1 there."


_ENTRIES_A_NODE = "stream-node-max-entries"
_UNDER_WAY = ("aof_rewrite_in_progress", "aof_rewrite_scheduled", "rdb_bgsave_in_progress")


async def _of_stream(redis: Redis, stream: str, whose: Whose) -> AsyncIterator[InRedis]:
    # What is damaged may tell nothing of whose it is.
    words = whose.terms if stream == DEAD else ()
    after = "-"
    while True:
        found: Any = await redis.xrange(stream, after, count=_A_PAGE)
        for entry, values in found:
            told = "\n".join(map(str, values.values()))
            is_named = any(mark in told for mark in whose.ids)
            if is_named or (words and holds_words(_unescaped(told), words)):
                yield InRedis(stream, entry, values)
        if len(found) < _A_PAGE:
            return
        after = f"({found[-1][0]}"


def _unescaped(told: str) -> str:
    """Return words as they were before they stood in JSON, and that in JSON again."""
    for _ in range(_JSON_IN_JSON):
        told = _ESCAPED.sub(_character, told)
    # Two halves of one character, as JSON has those beyond 16 bits.
    return told.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _character(found: re.Match[str]) -> str:
    code = found["code"]
    if code:
        return chr(int(code, 16))
    return " " if found["sign"] in "bfnrt" else found["sign"]


async def _members(redis: Redis, key: str) -> list[str]:
    kind = await redis.type(key)
    if kind == "zset":
        return list(map(str, await redis.zrange(key, 0, -1)))
    return list(map(str, await redis.smembers(key))) if kind == "set" else []


async def _remove(redis: Redis, key: str, member: str) -> None:
    if await redis.type(key) == "zset":
        await redis.zrem(key, member)
    else:
        await redis.srem(key, member)


async def read_key(redis: Redis, key: str) -> Any:
    """Return what stands under a key, whatever it is."""
    kind = await redis.type(key)
    if kind == "list":
        return await redis.lrange(key, 0, -1)
    if kind == "hash":
        return await redis.hgetall(key)
    if kind == "stream":
        return await redis.xrange(key)
    if kind == "string":
        return await redis.get(key)
    return await _members(redis, key)
