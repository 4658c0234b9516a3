"""Follow-ups: customers whom someone gets back to, as a page and for the desk's script."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sanic import Request
from sanic.response import HTTPResponse, empty, json

from core.conversations import ANONYMOUS, Profile
from core.handoffs import FollowUp, FollowUpKind
from core.staff import DESK_ROLES, StaffMember
from core.text import MAX_COMMENT_LENGTH, read_identifier, read_message
from store.clock import now
from web.auth import staff_only
from web.desk.beside.usual_next import read_told, usual_next_in
from web.desk.owed.mail_answers import answer_by_mail, answer_json, is_mail, why_no_mail
from web.desk.page import desk_blueprint, desk_page
from web.handoffs import reaches_of
from web.http import in_thread, read_body, read_number, read_words, record_json
from web.live import iso
from web.services import Services

_KINDS = {
    FollowUpKind.EFFORT: "High effort",
    FollowUpKind.PROMISED: "Promised answer",
    FollowUpKind.UNSOLVED: "Not solved yet",
}

follow_up_routes = desk_blueprint("follow_ups")


@follow_up_routes.get("/follow-ups")
@staff_only(*DESK_ROLES)
async def follow_ups_page(request: Request) -> HTTPResponse:
    return await desk_page(request, "desk/follow_ups.html")


@follow_up_routes.get("/api/follow-ups")
@staff_only(*DESK_ROLES)
async def follow_ups(request: Request) -> HTTPResponse:
    """What is owed, the one due first at the front, and what was done, the latest first."""
    services: Services = request.app.ctx.services
    lists = await in_thread(_read_lists, services, request.ctx.staff)
    reaches = await reaches_of(services, {item["conversation"] for item in lists["open"]})
    for item in lists["open"]:
        item["reach"] = record_json(reaches[item["conversation"]])
    return json(lists)


@follow_up_routes.post("/api/follow-ups/<follow_up:int>/claim")
@staff_only(*DESK_ROLES)
async def claim(request: Request, follow_up: int) -> HTTPResponse:
    """Take it on oneself, so that exactly one person gets back to the customer."""
    services: Services = request.app.ctx.services
    member: StaffMember = request.ctx.staff
    taken = await in_thread(services.follow_ups.claim, read_number(follow_up), member)
    (item,) = await in_thread(follow_ups_json, services, [taken], member)
    return json(item)


@follow_up_routes.post("/api/follow-ups/<follow_up:int>/done")
@staff_only(*DESK_ROLES)
async def done(request: Request, follow_up: int) -> HTTPResponse:
    """Note what came of it; only a supervisor may for a colleague."""
    services: Services = request.app.ctx.services
    outcome = read_words(request, read_body(request).get("outcome"), MAX_COMMENT_LENGTH)
    finish = services.follow_ups.finish
    await in_thread(finish, read_number(follow_up), request.ctx.staff, outcome)
    return empty()


@follow_up_routes.get("/api/follow-ups/<follow_up:int>/usual-next")
@staff_only(*DESK_ROLES)
async def usual_next(request: Request, follow_up: int) -> HTTPResponse:
    """What this customer will usually ask next, to be told in the answer."""
    services: Services = request.app.ctx.services
    owed = await in_thread(services.follow_ups.get, read_number(follow_up))
    return json({"articles": await usual_next_in(services, owed.conversation)})


@follow_up_routes.post("/api/follow-ups/<follow_up:int>/answer")
@staff_only(*DESK_ROLES)
async def answer(request: Request, follow_up: int) -> HTTPResponse:
    """Send an answer to the address that the customer left, once for each id."""
    services: Services = request.app.ctx.services
    member: StaffMember = request.ctx.staff
    body = read_body(request)
    message = read_identifier(body.get("id"), "message id")
    text = services.settings.privacy.mask(read_message(body.get("text")))
    number = read_number(follow_up)
    told = read_told(body)
    taken = await answer_by_mail(services, number, member, message, text, told)
    (item,) = await in_thread(follow_ups_json, services, [taken], member)
    return json(item)


def follow_ups_json(
    services: Services, items: Sequence[FollowUp], member: StaffMember
) -> list[dict[str, Any]]:
    """Return follow-ups as the desk shows them, with their customers' names. Reads SQL."""
    conversations = services.conversations.several({item.conversation for item in items})
    answers = services.written_answers.of({item.id for item in items})
    problem = why_no_mail(services)
    labels = services.settings.survey.labels
    profiles = {name: conversation.profile for name, conversation in conversations.items()}
    return [
        {
            **_follow_up_json(item, profiles.get(item.conversation, ANONYMOUS), labels, member),
            "answers": [answer_json(*told) for told in answers.get(item.id, [])],
            "no_mail": problem if is_mail(item.contact) else None,
        }
        for item in items
    ]


def _read_lists(services: Services, member: StaffMember) -> dict[str, Any]:
    open_ = follow_ups_json(services, services.follow_ups.all_open(), member)
    done = follow_ups_json(services, services.follow_ups.recently_done(), member)
    overdue = sum(item["overdue"] for item in open_)
    return {"now": iso(now()), "overdue": overdue, "open": open_, "done": done}


def _follow_up_json(
    item: FollowUp, profile: Profile, labels: tuple[str, ...], member: StaffMember
) -> dict[str, Any]:
    return record_json(
        item,
        kind_label=_KINDS[item.kind],
        customer=profile.name or "Anonymous customer",
        verified=profile.verified,
        label=labels[item.score - 1] if item.score else "",
        mine=item.owner == member.id,
        overdue=item.is_overdue(now()),
    )
