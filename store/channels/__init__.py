"""The record of what comes in and goes out over connections, and of who writes through them."""

from store.channels.arrivals import Arrivals, Kept, Lane
from store.channels.identities import MAX_EXTERNAL_LENGTH, Identities, Identity
from store.channels.outbox import Outbox, Post, Posted
from store.channels.posting import Posting

__all__ = [
    "MAX_EXTERNAL_LENGTH",
    "Arrivals",
    "Identities",
    "Identity",
    "Kept",
    "Lane",
    "Outbox",
    "Post",
    "Posted",
    "Posting",
]
