"""A conversation as a line of a list."""

from __future__ import annotations

from typing import Any

from core.conversations import WEB_CHANNEL
from core.settings import Settings
from store.conversations import Listed
from web.desk.listed.asked import STATES


def line_of(each: Listed, settings: Settings) -> dict[str, Any]:
    """Return what the list shows of a conversation."""
    conversation, handoff = each.conversation, each.handoff
    profile, labels = conversation.profile, settings.labels
    segment = settings.segments.of(handoff.segment if handoff else profile.segment)
    return {
        "id": conversation.id,
        "customer": profile.name or "Anonymous customer",
        "verified": profile.verified,
        "words": each.words,
        "state": each.state.value,
        "state_label": STATES[each.state],
        "at": conversation.last_at,
        "score": each.score,
        "segment": segment.label,
        "queue": settings.queue_of(handoff).label if handoff else "",
        "agent": handoff.agent_name if handoff else "",
        "channel": _channel(conversation.channel, settings),
        "snoozed_until": handoff.snoozed_until if handoff else None,
        "about": labels.contact_reason_label(handoff.contact_reason) if handoff else "",
        "files": each.files,
        "tags": [labels.tag_label(tag) for tag in each.tags],
        "language": settings.languages.name_of(handoff.language) if handoff else "",
        "care": settings.sensitive.label_of(handoff.sensitive)
        if handoff and handoff.sensitive
        else "",
    }


def _channel(name: str, settings: Settings) -> str:
    """Return what a messenger is called, "" for the website, where most come from."""
    connection = settings.connections.by_name.get(name)
    return "" if name == WEB_CHANNEL else connection.label if connection else name
