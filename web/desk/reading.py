"""Reading what the desk shows. Everything here reads SQL: call it with `in_thread`."""

from __future__ import annotations

from typing import Any

from core.conversation import Author
from core.handoff import Handoff, HandoffState
from core.identity import ANONYMOUS
from core.packet import context_packet
from core.staff import StaffMember
from core.transcript import Utterance
from store.clock import now
from web.desk.shapes import handoff_shape, member_shape, packet_shape
from web.services import Services


def read_queue(services: Services, member: StaffMember) -> dict[str, Any]:
    """Return every open handoff, the one that has waited longest first."""
    handoffs = services.handoffs.all_open()
    ids = [handoff.conversation for handoff in handoffs]
    conversations = services.conversations.several(ids)
    words = services.transcripts.last_words(ids)
    open_ = []
    for handoff in handoffs:
        conversation = conversations.get(handoff.conversation)
        profile = conversation.profile if conversation else ANONYMOUS
        shape = handoff_shape(handoff, profile, services.settings, member)
        open_.append(shape | _last_words(handoff, words.get(handoff.conversation, {})))
    return {"now": now().isoformat(), "me": member_shape(member), "open": open_}


def read_packet(services: Services, conversation: str, member: StaffMember) -> dict[str, Any]:
    """Return the context packet of a conversation; raises NotFound."""
    found = services.conversations.get(conversation)
    packet = context_packet(
        handoff=services.handoffs.last_in(conversation),
        profile=found.profile,
        segments=services.settings.segments,
        transcript=services.transcripts.read(conversation),
        survey=services.surveys.get(conversation),
    )
    return packet_shape(packet, found, services.settings, member)


def _last_words(handoff: Handoff, words: dict[Author, Utterance]) -> dict[str, Any]:
    """What the customer said last, and whether it waits for an answer by the agent."""
    customer, agent = words.get(Author.CUSTOMER), words.get(Author.AGENT)
    unanswered = customer is not None and (agent is None or agent.seq < customer.seq)
    return {
        "preview": " ".join(customer.text.split())[:200] if customer else "",
        "preview_at": customer.at.isoformat() if customer else None,
        "needs_reply": unanswered and handoff.state is HandoffState.CLAIMED,
    }
