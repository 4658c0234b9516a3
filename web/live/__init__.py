"""What open pages are told as it happens."""

from web.live.hub import RESYNC, Hub, Subscription
from web.live.queue_snapshot import QueueSnapshot, QueueSnapshots
from web.live.queue_view import agent_shape, queue_as_json, read_colleagues, read_queue, read_team
from web.live.shapes import handoff_shape, iso, utterance_shape

__all__ = [
    "RESYNC",
    "Hub",
    "QueueSnapshot",
    "QueueSnapshots",
    "Subscription",
    "agent_shape",
    "handoff_shape",
    "iso",
    "queue_as_json",
    "read_colleagues",
    "read_queue",
    "read_team",
    "utterance_shape",
]
