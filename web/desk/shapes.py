"""How the desk's page is told things: plain JSON, moments in ISO 8601."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from core.handoff import Handoff
from core.identity import Profile
from core.packet import ContextPacket, EffortSoFar, reason_in_words
from core.settings import Settings
from core.staff import StaffMember
from core.transcript import Utterance
from store.clock import now
from store.conversations import Conversation


def member_shape(member: StaffMember) -> dict[str, Any]:
    return {
        "id": member.id,
        "name": member.name,
        "first_name": member.first_name,
        "role": member.role.value,
    }


def handoff_shape(
    handoff: Handoff, profile: Profile, settings: Settings, member: StaffMember
) -> dict[str, Any]:
    """A handoff as a member of staff sees it."""
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
        "opened_at": _iso(handoff.opened_at),
        "agent": handoff.agent,
        "agent_name": handoff.agent_name,
        "claimed_at": _iso(handoff.claimed_at),
        "ended_at": _iso(handoff.ended_at),
        "mine": handoff.agent == member.id,
        "customer": profile.name,
        "verified": profile.verified,
    }


def utterance_shape(utterance: Utterance) -> dict[str, Any]:
    """An utterance with everything staff may see: what the bot showed and how sure it was."""
    return {
        "seq": utterance.seq,
        "author": utterance.author.value,
        "name": utterance.agent_name,
        "agent": utterance.agent,
        "text": utterance.text,
        "at": _iso(utterance.at),
        "message": utterance.message,
        "content": dict(utterance.content),
    }


def packet_shape(
    packet: ContextPacket, conversation: Conversation, settings: Settings, member: StaffMember
) -> dict[str, Any]:
    """The context packet of a conversation."""
    profile, handoff, survey = packet.profile, packet.handoff, packet.survey
    return {
        "conversation": conversation.id,
        "channel": conversation.channel,
        "page": conversation.page,
        "started_at": _iso(conversation.started_at),
        "handoff": handoff and handoff_shape(handoff, profile, settings, member),
        "reason": packet.reason,
        "profile": {
            "name": profile.name,
            "customer": profile.customer,
            "verified": profile.verified,
            "segment": packet.segment,
            "segment_label": packet.segment_label,
            "facts": [{"name": name, "value": value} for name, value in profile.facts],
        },
        "effort": _effort_shape(packet.effort),
        "survey": survey
        and {
            "score": survey.score,
            "label": _score_label(survey.score, settings),
            "comment": survey.comment,
            "asked_at": _iso(survey.asked_at),
        },
        "transcript": [utterance_shape(utterance) for utterance in packet.transcript],
        "seq": packet.transcript[-1].seq if packet.transcript else 0,
    }


def _effort_shape(effort: EffortSoFar) -> dict[str, Any]:
    waited = (now() - effort.first_at).total_seconds() if effort.first_at else 0
    return {
        "first_question": effort.first_question,
        "first_at": _iso(effort.first_at),
        "minutes_since_first_question": int(waited // 60),
        "turns": effort.turns,
        "failed_answers": effort.failed_answers,
        "articles": [
            {
                "slug": article.slug,
                "title": article.title,
                "url": article.url,
                "confidence": article.confidence,
                "helped": article.helped,
                "seq": article.seq,
            }
            for article in effort.articles
        ],
    }


def _score_label(score: int | None, settings: Settings) -> str:
    return settings.survey.labels[score - 1] if score else ""


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
