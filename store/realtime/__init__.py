"""What lives in Redis: streams, presence, holders, rate limits, the leader lock and news."""

from store.realtime.client import AWAY, RedisError, open_redis
from store.realtime.dead_letters import DeadLetter, DeadLetters
from store.realtime.editors import Editors
from store.realtime.entries import EVENTS
from store.realtime.events import Events
from store.realtime.holders import Holders
from store.realtime.inbox import (
    Delivered,
    Held,
    Inbox,
    Lease,
    PartitionLost,
    Read,
    Shares,
    Standing,
    Taking,
    is_inbox,
    lease_key,
    partition_key,
    partition_keys,
    token_key,
)
from store.realtime.leader_lock import LeaderLock
from store.realtime.presence import AGENTS, CUSTOMERS, Presence, Writing
from store.realtime.pubsub import ANNOUNCEMENTS, DESK, News
from store.realtime.rate_limits import ALL_WINDOWS, RateLimiter
from store.realtime.serving import ServerState, Serving
from store.realtime.tasks import end_tasks
from store.realtime.trackers import Trackers, kept_form, tracker_key

__all__ = [
    "AGENTS",
    "ALL_WINDOWS",
    "ANNOUNCEMENTS",
    "AWAY",
    "CUSTOMERS",
    "DESK",
    "EVENTS",
    "DeadLetter",
    "DeadLetters",
    "Delivered",
    "Editors",
    "Events",
    "Held",
    "Holders",
    "Inbox",
    "LeaderLock",
    "Lease",
    "News",
    "PartitionLost",
    "Presence",
    "RateLimiter",
    "Read",
    "RedisError",
    "ServerState",
    "Serving",
    "Shares",
    "Standing",
    "Taking",
    "Trackers",
    "Writing",
    "end_tasks",
    "is_inbox",
    "kept_form",
    "lease_key",
    "open_redis",
    "partition_key",
    "partition_keys",
    "token_key",
    "tracker_key",
]
