"""What open pages are told as it happens."""

from web.live.announcements import LiveAnnouncements, announcements_json
from web.live.hub import RESYNC, Hub, Subscription
from web.live.json import handoff_json, iso, utterance_json
from web.live.queue_snapshot import STUCK_AFTER, QueueSnapshot, QueueSnapshots
from web.live.queue_view import (
    agent_json,
    notice_json,
    queue_as_json,
    read_colleagues,
    read_queue,
    read_team,
)

__all__ = [
    "RESYNC",
    "STUCK_AFTER",
    "Hub",
    "LiveAnnouncements",
    "QueueSnapshot",
    "QueueSnapshots",
    "Subscription",
    "agent_json",
    "announcements_json",
    "handoff_json",
    "iso",
    "notice_json",
    "queue_as_json",
    "read_colleagues",
    "read_queue",
    "read_team",
    "utterance_json",
]
