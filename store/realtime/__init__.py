"""What lives in Redis: streams, presence, holders, limits, leases and news."""

from store.realtime.client import AWAY, RedisError, open_redis
from store.realtime.coordination import DESK, Holders, Lease, Limits, News
from store.realtime.editors import Editors
from store.realtime.presence import AGENTS, CUSTOMERS, Presence, Writing
from store.realtime.serving import ServerState, Serving
from store.realtime.streams import Delivered, Events, Inbox

__all__ = [
    "AGENTS",
    "AWAY",
    "CUSTOMERS",
    "DESK",
    "Delivered",
    "Editors",
    "Events",
    "Holders",
    "Inbox",
    "Lease",
    "Limits",
    "News",
    "Presence",
    "RedisError",
    "ServerState",
    "Serving",
    "Writing",
    "open_redis",
]
