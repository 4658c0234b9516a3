"""What lives in Redis: streams, presence, holders, rate limits, the leader lock and news."""

from store.realtime.client import AWAY, RedisError, open_redis
from store.realtime.dead_letters import DeadLetter, DeadLetters
from store.realtime.editors import Editors
from store.realtime.entries import EVENTS, INBOX
from store.realtime.holders import Holders
from store.realtime.leader_lock import BOT, LeaderLock
from store.realtime.presence import AGENTS, CUSTOMERS, Presence, Writing
from store.realtime.pubsub import ANNOUNCEMENTS, DESK, News
from store.realtime.rate_limits import ALL_WINDOWS, RateLimiter
from store.realtime.serving import ServerState, Serving
from store.realtime.streams import Delivered, Events, Inbox
from store.realtime.tasks import end_tasks
from store.realtime.trackers import Trackers, kept_form, tracker_key

__all__ = [
    "AGENTS",
    "ALL_WINDOWS",
    "ANNOUNCEMENTS",
    "AWAY",
    "BOT",
    "CUSTOMERS",
    "DESK",
    "EVENTS",
    "INBOX",
    "DeadLetter",
    "DeadLetters",
    "Delivered",
    "Editors",
    "Events",
    "Holders",
    "Inbox",
    "LeaderLock",
    "News",
    "Presence",
    "RateLimiter",
    "RedisError",
    "ServerState",
    "Serving",
    "Trackers",
    "Writing",
    "end_tasks",
    "kept_form",
    "open_redis",
    "tracker_key",
]
