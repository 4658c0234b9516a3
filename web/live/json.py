"""How the desk's page is told things: plain JSON, moments in ISO 8601."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from core.conversations import Profile, Utterance, for_staff
from core.handoffs import Handoff, reason_in_words
from core.settings import Settings
from core.staff import StaffMember
from web.http import record_json


def handoff_json(
    handoff: Handoff, profile: Profile, settings: Settings, member: StaffMember | None
) -> dict[str, Any]:
    """A handoff as a member of staff sees it; as everybody does if none is given."""
    queue = settings.queues.get(handoff.queue)
    segment = settings.segments.of(handoff.segment)
    return record_json(
        handoff,
        "preferred_agent",
        "preferred_until",
        "snoozed_seq",
        language_name=settings.languages.name_of(handoff.language),
        reason_words=reason_in_words(handoff.reason),
        sensitive_label=settings.sensitive.label_of(handoff.sensitive),
        queue_label=queue.label if queue else handoff.queue,
        segment=segment.name,
        segment_label=segment.label,
        mine=member is not None and handoff.agent == member.id,
        customer=profile.name,
        verified=profile.verified,
        outcome=handoff.outcome or "",
        contact_reason_label=settings.labels.contact_reason_label(handoff.contact_reason),
    )


def utterance_json(utterance: Utterance) -> dict[str, Any]:
    """An utterance with everything staff may see: what the bot showed and how sure it was."""
    return record_json(
        utterance,
        *("event", "conversation", "agent_name"),
        name=utterance.agent_name,
        content=for_staff(utterance.content),
    )


def iso(at: datetime | None) -> str | None:
    """Return a moment in ISO 8601, None for none."""
    return at.isoformat() if at else None
