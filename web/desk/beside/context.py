"""The context of a conversation: what an agent reads before the first word."""

from __future__ import annotations

from typing import Any

from sanic import Request
from sanic.response import HTTPResponse, json

from core.conversations import effort_so_far
from core.handoffs import EarlierConversation, Gathered, handoff_context
from core.staff import DESK_ROLES, StaffMember
from store.contacts import contacts_of
from store.conversations import Conversation
from web.attachments import mailbox_of
from web.auth import staff_only
from web.desk.beside.around import watching_json
from web.desk.beside.context_json import PAGE, context_json, visit_json
from web.desk.beside.deliveries import changes_json, deliveries_json
from web.desk.beside.notes import note_json
from web.desk.beside.usual_next import shown_in, usual_next_json
from web.desk.channels import channels_json, offer_json
from web.desk.content_gaps import gap_draft, gap_json
from web.desk.mails import mailboxes
from web.desk.owed.follow_ups import follow_ups_json
from web.desk.page import desk_blueprint
from web.handoffs import reach_of
from web.http import in_thread, read_before, read_number, record_json
from web.live import notice_json, utterance_json
from web.services import Services

MAX_POLICIES_OFFERED = 6  # to press at the end of a conversation

context_routes = desk_blueprint("context")


@context_routes.get("/api/handoffs/<handoff:int>")
@staff_only(*DESK_ROLES)
async def handoff_context_of(request: Request, handoff: int) -> HTTPResponse:
    services: Services = request.app.ctx.services
    found = await in_thread(services.handoffs.get, read_number(handoff))
    return json(await _told(services, found.conversation, request.ctx.staff))


@context_routes.get("/api/conversations/<conversation:str>")
@staff_only(*DESK_ROLES)
async def conversation_context(request: Request, conversation: str) -> HTTPResponse:
    services: Services = request.app.ctx.services
    return json(await _told(services, conversation, request.ctx.staff))


@context_routes.get("/api/conversations/<conversation:str>/utterances")
@staff_only(*DESK_ROLES)
async def earlier(request: Request, conversation: str) -> HTTPResponse:
    """Answer with the utterances before the one that `before` names, and whether there are more."""
    services: Services = request.app.ctx.services
    seq = read_before(request.args)
    await in_thread(services.conversations.get, conversation)
    found = await in_thread(services.transcripts.before, conversation, seq, PAGE + 1)
    said = [utterance_json(utterance) for utterance in found[-PAGE:]]
    return json({"utterances": said, "earlier": len(found) > PAGE})


async def _told(services: Services, name: str, member: StaffMember) -> dict[str, Any]:
    context = await in_thread(read_context, services, name, member)
    segment = context["profile"]["segment"]
    return {
        **context,
        "reach": record_json(await reach_of(services, name)),
        "usual_next": await usual_next_json(services, name, segment, shown_in(context)),
    }


def read_context(services: Services, name: str, member: StaffMember) -> dict[str, Any]:
    """Return a conversation's context and what staff keep beside it. Raises NotFound; reads SQL."""
    conversation = services.conversations.get(name)
    settings = services.settings
    context = handoff_context(
        _gather(services, conversation),
        settings.segments,
        settings.handoff.frustration,
        settings.manners,
    )
    owed = services.follow_ups.of(name)
    gaps = services.content_gaps.of(name)
    return {
        **context_json(context, conversation, settings, member),
        "pages": [visit_json(visit) for visit in services.pages.of(name)],
        "follow_ups": follow_ups_json(services, owed, member),
        "labels": _labels_json(services, name),
        "written": _written_json(services, name),
        "mails_to": _mails_to(services, conversation),
        "watching": watching_json(services, name, member),
        "reminders": [notice_json(each) for each in services.staff_notices.of(member, name)],
        "notes": [note_json(note, member) for note in services.notes.of(name)],
        "content_gap": {**gap_draft(context), "marked": [gap_json(gap) for gap in gaps]},
        "deliveries": deliveries_json(services, name),
        "changes": changes_json(services, name),
        "channels": channels_json(services, name),
        "offer": offer_json(services, name),
        "mailboxes": [each.name for each in mailboxes(services)],
        "seen": {reader.value: seq for reader, seq in services.seen.of(name).items()},
    }


def _labels_json(services: Services, name: str) -> dict[str, Any]:
    """What is said of a conversation, and what can be said."""
    labels = services.settings.labels
    return {
        "tags": [{"name": tag, "label": labels.tag_label(tag)} for tag in services.tags.of(name)],
        "all_tags": [{"name": tag, "label": label} for tag, label in labels.tags.items()],
        "contact_reasons": [
            {"name": reason, "label": label} for reason, label in labels.contact_reasons.items()
        ],
        "required": labels.required,
        "policies": [
            {"name": str(policy.id), "label": policy.words, "hint": policy.kept_because}
            for policy in services.policies.offered(MAX_POLICIES_OFFERED)
        ],
    }


def _written_json(services: Services, name: str) -> list[dict[str, str]]:
    """What colleagues have written down of the customer."""
    labels, known = services.settings.labels.facts, services.customer_facts.of(name)
    return [{"name": labels.get(fact, fact), "value": told.value} for fact, told in known.items()]


def _mails_to(services: Services, conversation: Conversation) -> str | None:
    """Return where a transcript would go, "" where none knows, None if nothing can be sent."""
    if mailbox_of(services) is None:
        return None
    left = [owed.contact for owed in services.follow_ups.of(conversation.id)]
    known = contacts_of(conversation.profile, services.settings.handoff.phone_country)
    found = [each for each in [*left, *(contact.value for contact in known)] if "@" in each]
    return found[0] if found else ""


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
