"""A customer's page: who they are, all they came with, what it cost them, what is owed to them."""

from __future__ import annotations

from typing import Any

from sanic import Request
from sanic.response import HTTPResponse

from core.errors import BadInput
from core.handoffs import MAX_FACT_LENGTH, FollowUp
from core.settings import Settings
from core.staff import DESK_ROLES, StaffMember
from store.conversations import Conversation, ConversationList, CustomerFact, Listed, Note
from web.auth import staff_only
from web.desk.channels import channels_json
from web.desk.listed.lines import line_of
from web.desk.page import desk_blueprint, desk_page
from web.handoffs import reach_of
from web.http import field, in_thread, redirect_to
from web.services import Services

MAX_OF_CUSTOMER = 50  # conversations, the latest ones

customer_routes = desk_blueprint("customers")


@customer_routes.get("/customers/<conversation:str>")
@staff_only(*DESK_ROLES)
async def customer_page(request: Request, conversation: str) -> HTTPResponse:
    """Show the customer of a conversation: all they came with, on each channel that is theirs."""
    return await _page(request, conversation)


@customer_routes.post("/customers/<conversation:str>/facts")
@staff_only(*DESK_ROLES)
async def write_fact(request: Request, conversation: str) -> HTTPResponse:
    """Write one thing down about a customer, "" to forget it; works without JavaScript."""
    services: Services = request.app.ctx.services
    member: StaffMember = request.ctx.staff
    settings, name, typed = services.settings, field(request, "name"), field(request, "value")
    try:
        value = settings.privacy.mask(settings.labels.read_fact(name, typed))
    except BadInput as refused:
        told = {"refused": name, "typed": typed[:MAX_FACT_LENGTH], "problem": refused.message}
        return await _page(request, conversation, status=422, **told)
    await in_thread(services.customer_facts.set, conversation, name, value, member)
    return redirect_to(request, f"/desk/customers/{conversation}", status=303)


async def _page(request: Request, conversation: str, **told: Any) -> HTTPResponse:
    services: Services = request.app.ctx.services
    known = await in_thread(_known, services, conversation)
    reach = await reach_of(services, conversation)
    told = {"refused": "", "typed": "", "problem": "", **told}
    return await desk_page(
        request, "desk/customer.html", reach=reach, longest=MAX_FACT_LENGTH, **known, **told
    )


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
        "written": _written(settings, services.customer_facts.of(name)),
        "channels": channels_json(services, name),
        "listed": [_line(each, settings) for each in listed],
        "scores": _scores(listed),
        "owed": sorted((f for f in owed if f.done_at is None), key=_due),
        "notes": _notes(services, ids),
        "latest": _latest(listed, this),
    }


def _written(
    settings: Settings, known: dict[str, CustomerFact]
) -> list[tuple[str, str, CustomerFact | None]]:
    """Return name, label and what is written of each fact that may be, set up or not any more."""
    labels = settings.labels.facts
    names = [*labels, *(name for name in known if name not in labels)]
    return [(name, labels.get(name, _readable(name)), known.get(name)) for name in names]


def _line(each: Listed, settings: Settings) -> dict[str, Any]:
    line = line_of(each, settings)
    return line | {"channel": line["channel"] or "Website"}


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
