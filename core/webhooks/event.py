"""What other systems are told of: ids and facts, never anybody's words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from enum import Enum


class WebhookEvent(str, Enum):
    """What has happened."""

    CONVERSATION_OPENED = "conversation.opened"
    HANDED_OFF = "conversation.handed_off"
    RESOLVED = "conversation.resolved"
    EFFORT_SCORED = "effort.scored"
    FOLLOW_UP_DUE = "follow_up.due"
    GAP_OPENED = "gap.opened"
    TEST = "webhook.test"  # an admin's; nobody chooses it

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    WebhookEvent.CONVERSATION_OPENED: "a conversation has begun",
    WebhookEvent.HANDED_OFF: "a conversation waits for a person",
    WebhookEvent.RESOLVED: "an agent has ended their part, and said what came of it",
    WebhookEvent.EFFORT_SCORED: "a customer has said how much effort it was",
    WebhookEvent.FOLLOW_UP_DUE: "somebody should have got back to a customer by now",
    WebhookEvent.GAP_OPENED: "customers ask what no article answers",
    WebhookEvent.TEST: "a test",
}


def event_body(kind: str, at: datetime, data: Mapping[str, object]) -> str:
    """Return what is sent, the same at every attempt."""
    told = {"type": kind, "timestamp": at.isoformat(), "data": dict(data)}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))
