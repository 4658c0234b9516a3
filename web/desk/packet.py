"""The context packet of a conversation: what an agent reads before the first word."""

from __future__ import annotations

from typing import Any

from sanic import Request
from sanic.response import HTTPResponse, json

from core.conversations import effort_so_far
from core.handoffs import EarlierConversation, Gathered, context_packet
from core.staff import DESK_ROLES, StaffMember
from store.conversations import Conversation
from web.auth import staff_only
from web.desk.blueprints import desk_blueprint
from web.desk.content_gaps import gap_draft, gap_shape
from web.desk.follow_ups import follow_up_shapes
from web.desk.notes import note_shape
from web.desk.packet_shape import packet_shape, visit_shape
from web.http import in_thread, read_number
from web.services import Services

packet_routes = desk_blueprint("packet")


@packet_routes.get("/api/handoffs/<handoff:int>")
@staff_only(*DESK_ROLES)
async def handoff_packet(request: Request, handoff: int) -> HTTPResponse:
    services: Services = request.app.ctx.services
    found = await in_thread(services.handoffs.get, read_number(handoff))
    return json(await in_thread(read_packet, services, found.conversation, request.ctx.staff))


@packet_routes.get("/api/conversations/<conversation:str>")
@staff_only(*DESK_ROLES)
async def conversation_packet(request: Request, conversation: str) -> HTTPResponse:
    services: Services = request.app.ctx.services
    return json(await in_thread(read_packet, services, conversation, request.ctx.staff))


def read_packet(services: Services, name: str, member: StaffMember) -> dict[str, Any]:
    """Return a conversation's packet and what staff keep beside it. Raises NotFound; reads SQL."""
    conversation = services.conversations.get(name)
    settings = services.settings
    packet = context_packet(
        _gather(services, conversation), settings.segments, settings.handoff.frustration
    )
    owed = services.follow_ups.of(name)
    gaps = services.content_gaps.of(name)
    return {
        **packet_shape(packet, conversation, settings, member),
        "pages": [visit_shape(visit) for visit in services.pages.of(name)],
        "follow_ups": follow_up_shapes(services, owed, member),
        "notes": [note_shape(note, member) for note in services.notes.of(name)],
        "content_gap": {**gap_draft(packet), "marked": [gap_shape(gap) for gap in gaps]},
        "seen": {reader.value: seq for reader, seq in services.seen.of(name).items()},
    }


def _gather(services: Services, conversation: Conversation) -> Gathered:
    return Gathered(
        handoff=services.handoffs.last_in(conversation.id),
        profile=conversation.profile,
        channel=conversation.channel,
        transcript=services.transcripts.read(conversation.id),
        survey=services.surveys.get(conversation.id),
        earlier=[
            _earlier(services, before) for before in services.conversations.earlier(conversation)
        ],
    )


def _earlier(services: Services, before: Conversation) -> EarlierConversation:
    survey = services.surveys.get(before.id)
    return EarlierConversation(
        conversation=before.id,
        channel=before.channel,
        started_at=before.started_at,
        last_at=before.last_at,
        effort=effort_so_far(services.transcripts.read(before.id)),
        handoff=services.handoffs.last_in(before.id),
        score=survey.score if survey else None,
    )
