"""The way into conversations (web → bot): partitioned by conversation, each part one bot's.

Runs in the bot's Python as well as in the others', on redis-py 4 and later.
"""

from store.realtime.inbox.formerly import move_former_inbox
from store.realtime.inbox.names import (
    FORMER_INBOX,
    is_inbox,
    lease_key,
    partition_key,
    partition_keys,
    token_key,
)
from store.realtime.inbox.putting import Inbox
from store.realtime.inbox.shares import Lease, Shares, Standing
from store.realtime.inbox.taking import Delivered, Held, PartitionLost, Read, Taking

__all__ = [
    "FORMER_INBOX",
    "Delivered",
    "Held",
    "Inbox",
    "Lease",
    "PartitionLost",
    "Read",
    "Shares",
    "Standing",
    "Taking",
    "is_inbox",
    "lease_key",
    "move_former_inbox",
    "partition_key",
    "partition_keys",
    "token_key",
]
