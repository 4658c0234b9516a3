"""A customer's page: who they are, all they came with, what it cost them, what is owed to them."""

from __future__ import annotations

from typing import Any

from sanic import Request
from sanic.response import HTTPResponse

from core.handoffs import FollowUp
from core.staff import DESK_ROLES
from store.conversations import Conversation, ConversationList, Listed, Note
from web.auth import staff_only
from web.desk.channels import channels_json
from web.desk.listed.lines import line_of
from web.desk.page import desk_blueprint, desk_page
from web.handoffs import reach_of
from web.http import in_thread
from web.services import Services

MAX_OF_CUSTOMER = 50  # conversations, the latest ones

customer_routes = desk_blueprint("customers")


@customer_routes.get("/customers/<conversation:str>")
@staff_only(*DESK_ROLES)
async def customer_page(request: Request, conversation: str) -> HTTPResponse:
    """Show the customer of a conversation; one whom nobody vouches for has only this one."""
    services: Services = request.app.ctx.services
    known = await in_thread(_known, services, conversation)
    reach = await reach_of(services, conversation)
    return await desk_page(request, "desk/customer.html", reach=reach, **known)


def _known(services: Services, name: str) -> dict[str, Any]:
    this = services.conversations.get(name)
    settings = services.settings
    listing = ConversationList(services.database, settings.segments.default)
    listed = listing.of_customer(this, MAX_OF_CUSTOMER)
    ids = [each.conversation.id for each in listed]
    owed = [follow_up for each in ids for follow_up in services.follow_ups.of(each)]
    segment = settings.segments.of(this.profile.segment)
    return {
        "this": this,
        "name": this.profile.name or "Anonymous customer",
        "segment": segment.label,
        "facts": [(_readable(fact), value) for fact, value in this.profile.facts],
        "channels": channels_json(services, name),
        "listed": [line_of(each, settings) for each in listed],
        "scores": _scores(listed),
        "owed": sorted((f for f in owed if f.done_at is None), key=_due),
        "notes": _notes(services, ids),
        "latest": _latest(listed, this),
    }


def _scores(listed: list[Listed]) -> list[int]:
    """Return the effort scores they gave, the latest first."""
    return [each.score for each in listed if each.score is not None]


def _notes(services: Services, ids: list[str]) -> list[Note]:
    found = [note for each in ids for note in services.notes.of(each)]
    return sorted(found, key=lambda note: note.at, reverse=True)


def _latest(listed: list[Listed], this: Conversation) -> str:
    return listed[0].conversation.id if listed else this.id


def _due(follow_up: FollowUp) -> Any:
    return follow_up.due_at


def _readable(name: str) -> str:
    return name.replace("_", " ").capitalize()
