"""What Rasa remembers of conversations: the events of the session that is under way.

A list for each conversation. It is written where a message is settled, in the same script
(`inbox/taking.py`): a turn is remembered, published and removed from the inbox together, or not at
all.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from redis.asyncio import Redis

from core.conversations import partition_of

KEPT_FOR = 30 * 24 * 3600  # seconds after a conversation's last turn

FORMER_TRACKER = "tracker:"  # until there were partitions, followed by the conversation
_SESSION_BEGINS = "session_started"

# Appends events ARGV[first], …; those before a session are forgotten. `from` is the place among
# them at which a session begins, -1 if none does.
REMEMBER = """
local function remember(key, from, first, seconds)
    if from >= 0 then
        redis.call('DEL', key)
        first = first + from
    end
    for place = first, #ARGV do
        redis.call('RPUSH', key, ARGV[place])
    end
    redis.call('EXPIRE', key, seconds)
end
"""


class Trackers:
    """Reads what is remembered."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    async def last(self, conversation: str) -> str:
        """Return the event remembered last, as it is kept; "" if there is none."""
        return str(await self._redis.lindex(tracker_key(conversation), -1) or "")

    async def read(self, conversation: str) -> list[dict[str, Any]]:
        """Return the events of the session, in order; [] for a conversation nobody knows."""
        kept: Any = await self._redis.lrange(tracker_key(conversation), 0, -1)
        return [json.loads(event) for event in kept]


def tracker_key(conversation: str) -> str:
    """Where a conversation's events are; beside the part of the inbox that it belongs to."""
    return f"tracker:{{{partition_of(conversation)}}}:{conversation}"


def kept_form(event: Mapping[str, Any]) -> str:
    """Return an event as it is kept and published."""
    return json.dumps(event)


def session_begins(events: Sequence[Mapping[str, Any]]) -> int:
    """Return the place of the event that begins the latest session among these, -1 without one."""
    places = [at for at, event in enumerate(events) if event.get("event") == _SESSION_BEGINS]
    return places[-1] if places else -1
