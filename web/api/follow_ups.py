"""Follow-ups by the API: what staff owe to customers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from sanic import Request
from sanic.response import HTTPResponse, json

from core.api_keys import Scope
from core.conversations import MAX_CONTACT_LENGTH
from core.handoffs import FollowUp, FollowUpKind
from core.text import MAX_COMMENT_LENGTH, MAX_MESSAGE_LENGTH, read_message
from store.contacts import read_contact
from store.handoffs import Owed
from web.api.guard import once
from web.api.operations import API, Operation, api_blueprint, operation
from web.api.shapes import read, read_query, told
from web.http import base_path, in_thread, read_body, read_number, to_json
from web.services import Services

api_follow_up_routes = api_blueprint("api_follow_ups")


@dataclass(frozen=True)
class FollowUpShape:
    """A customer whom someone should get back to."""

    id: int = told("its id", 7)
    conversation: str = told("the conversation it is about", "kX0c1d7f0yQ2aV9mP3sT4uWz")
    kind: FollowUpKind = told("why it is owed", "promised")
    opened_at: datetime = told("since when", "2027-05-15T09:00:00+00:00")
    due_at: datetime = told("until when", "2027-05-16T09:00:00+00:00")
    words: str = told("what is owed", "ring back about the parcel")
    contact: str = told("where they can be reached", "ada@mail.example")
    owner: str = told("who has taken it, empty for the team's", "Sam Reed")
    done_at: datetime | None = told("when it was done, null until then", None)
    outcome: str = told("what came of it", "")


@dataclass(frozen=True)
class FollowUpState:
    """How a follow-up stands: a key that only writes is told no more of what is owed."""

    id: int = told("its id", 7)
    kind: FollowUpKind = told("why it is owed", "promised")
    due_at: datetime = told("until when", "2027-05-16T09:00:00+00:00")
    done_at: datetime | None = told("when it was done, null until then", None)


@dataclass(frozen=True)
class FollowUpPage:
    """Follow-ups: at most 1,000 that are open, or the 50 done last."""

    data: tuple[FollowUpShape, ...] = told("the follow-ups")


class Done(str, Enum):
    NO = "false"
    YES = "true"


@dataclass(frozen=True)
class FollowUpQuery:
    """Which follow-ups are wanted."""

    done: Done = told("those done, in place of the open ones", "false", default="false")


class OwedKind(str, Enum):
    PROMISED = "promised"
    UNSOLVED = "unsolved"


@dataclass(frozen=True)
class NewFollowUp:
    """What is owed. A conversation has one of a kind: a second is put together with the first."""

    conversation: str = told("in which conversation", "kX0c1d7f0yQ2aV9mP3sT4uWz", longest=64)
    kind: OwedKind = told("why", "promised")
    due_at: datetime = told("until when", "2027-05-16T09:00:00+00:00")
    words: str = told("what", "ring back", longest=MAX_MESSAGE_LENGTH, shortest=1)
    contact: str = told(
        "where they can be reached", "ada@mail.example", longest=MAX_CONTACT_LENGTH, default=""
    )


@dataclass(frozen=True)
class Outcome:
    """What came of a follow-up."""

    outcome: str = told("in words", "rang, it arrived", longest=MAX_COMMENT_LENGTH, shortest=1)


_LIST = Operation(
    "GET",
    "/follow-ups",
    Scope.FOLLOW_UPS_READ,
    "List follow-ups",
    FollowUpPage,
    query=FollowUpQuery,
)
_ONE = Operation(
    "GET",
    "/follow-ups/<follow_up:int>",
    Scope.FOLLOW_UPS_READ,
    "Read a follow-up",
    FollowUpShape,
)
_NEW = Operation(
    "POST",
    "/follow-ups",
    Scope.FOLLOW_UPS_WRITE,
    "Open a follow-up",
    FollowUpState,
    201,
    takes=NewFollowUp,
)
_DONE = Operation(
    "POST",
    "/follow-ups/<follow_up:int>/done",
    Scope.FOLLOW_UPS_WRITE,
    "Mark a follow-up as done; done twice changes nothing",
    FollowUpState,
    takes=Outcome,
)


@operation(api_follow_up_routes, _LIST)
async def follow_ups(request: Request) -> HTTPResponse:
    services: Services = request.app.ctx.services
    asked = read_query(FollowUpQuery, request.args)
    is_done = Done(asked.done) is Done.YES
    lists = services.follow_ups.recently_done if is_done else services.follow_ups.all_open
    return json(to_json(FollowUpPage(tuple(map(_shape, await in_thread(lists))))))


@operation(api_follow_up_routes, _ONE)
async def follow_up(request: Request, follow_up: int) -> HTTPResponse:
    services: Services = request.app.ctx.services
    found = await in_thread(services.follow_ups.get, read_number(follow_up))
    return json(to_json(_shape(found)))


@operation(api_follow_up_routes, _NEW)
async def owe(request: Request) -> HTTPResponse:
    services: Services = request.app.ctx.services
    new = read(NewFollowUp, read_body(request))
    mask = services.settings.privacy.mask
    words, country = mask(read_message(new.words)), services.settings.handoff.phone_country
    contact = read_contact(new.contact, country).value if new.contact else ""
    await in_thread(services.conversations.get, new.conversation)
    kind = FollowUpKind(new.kind.value)
    owed = Owed(new.conversation, kind, new.due_at, words=words, contact=contact)

    async def do() -> str:
        open_ = services.follow_ups.open
        return str((await in_thread(open_, owed, request.ctx.key.member.name)).id)

    return await _told(request, int(await once(request, do)), 201)


@operation(api_follow_up_routes, _DONE)
async def done(request: Request, follow_up: int) -> HTTPResponse:
    services: Services = request.app.ctx.services
    given = read(Outcome, read_body(request)).outcome
    outcome = services.settings.privacy.mask(read_message(given, MAX_COMMENT_LENGTH))
    number, member = read_number(follow_up), request.ctx.key.member

    async def do() -> str:
        await in_thread(services.follow_ups.finish, number, member, outcome)
        return str(number)

    return await _told(request, int(await once(request, do)))


async def _told(request: Request, number: int, status: int = 200) -> HTTPResponse:
    services: Services = request.app.ctx.services
    found = await in_thread(services.follow_ups.get, number)
    location = (
        {"Location": f"{base_path(request)}{API}/follow-ups/{number}"} if status == 201 else {}
    )
    state = FollowUpState(found.id, found.kind, found.due_at, found.done_at)
    return json(to_json(state), status, headers=location)


def _shape(item: FollowUp) -> FollowUpShape:
    names = ("id", "conversation", "kind", "opened_at", "due_at", "words", "contact")
    told_ = {name: getattr(item, name) for name in (*names, "done_at", "outcome")}
    return FollowUpShape(**told_, owner=item.owner_name)
