"""How the desk's page is told things: plain JSON, moments in ISO 8601."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from core.conversations import Profile, Utterance
from core.handoffs import Handoff, reason_in_words
from core.settings import Settings
from core.staff import StaffMember


def handoff_json(
    handoff: Handoff, profile: Profile, settings: Settings, member: StaffMember | None
) -> dict[str, Any]:
    """A handoff as a member of staff sees it; as everybody does if none is given."""
    queue = settings.queues.get(handoff.queue)
    segment = settings.segments.of(handoff.segment)
    return {
        "id": handoff.id,
        "conversation": handoff.conversation,
        "state": handoff.state.value,
        "reason": handoff.reason,
        "reason_words": reason_in_words(handoff.reason),
        "queue": handoff.queue,
        "queue_label": queue.label if queue else handoff.queue,
        "segment": segment.name,
        "segment_label": segment.label,
        "opened_at": iso(handoff.opened_at),
        "agent": handoff.agent,
        "agent_name": handoff.agent_name,
        "claimed_at": iso(handoff.claimed_at),
        "ended_at": iso(handoff.ended_at),
        "mine": member is not None and handoff.agent == member.id,
        "customer": profile.name,
        "verified": profile.verified,
        "priority": handoff.priority,
        "upset": handoff.upset,
        "returns": handoff.returns,
        "returned_at": iso(handoff.returned_at),
        "outcome": handoff.outcome.value if handoff.outcome else "",
    }


def utterance_json(utterance: Utterance) -> dict[str, Any]:
    """An utterance with everything staff may see: what the bot showed and how sure it was."""
    return {
        "seq": utterance.seq,
        "author": utterance.author.value,
        "name": utterance.agent_name,
        "agent": utterance.agent,
        "text": utterance.text,
        "at": iso(utterance.at),
        "message": utterance.message,
        "content": dict(utterance.content),
    }


def iso(at: datetime | None) -> str | None:
    """Return a moment in ISO 8601, None for none."""
    return at.isoformat() if at else None
