"""The pages of ideas, and where any staff page leaves one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sanic import Request
from sanic.response import HTTPResponse, json

from core.errors import BadInput, Conflict, EffieError, NotAllowed
from core.ideas import (
    MAX_IDEA_LENGTH,
    Idea,
    IdeaRules,
    IdeaState,
    is_for,
    is_overdue,
    read_answer,
    read_left_on,
)
from core.staff import EVERY_ROLE, LEADING_ROLES, StaffMember
from core.text import whole_number
from store.audit import read_audit
from store.clock import now
from store.ideas import MAX_LISTED_IDEAS, Listed, subject_of
from web.auth import staff_blueprint, staff_only, staff_page
from web.http import (
    field,
    in_thread,
    read_body,
    read_number,
    read_query,
    read_words,
    redirect_to,
)
from web.services import Services

_OPEN = (IdeaState.NEW, IdeaState.PLANNED)
_SHOWN = {
    "open": "Open",
    "overdue": "Overdue",
    "planned": "Planned",
    "done": "Done",
    "declined": "Declined",
    "mine": "Mine",
}
_DONE = {
    "left": "Your idea is kept. You are told here when it is answered.",
    "answer": "The answer is kept. Everybody can read it here.",
    "owner": "Who looks after it is kept.",
}

idea_routes = staff_blueprint("ideas")


@idea_routes.get("/ideas")
@staff_only(*EVERY_ROLE)
async def ideas(request: Request) -> HTTPResponse:
    """List them: `?show=` open, overdue, planned, done, declined or mine."""
    services: Services = request.app.ctx.services
    shown = request.args.get("show", "open")
    shown = shown if shown in _SHOWN else "open"
    record, rules, at = services.ideas, services.settings.ideas, now()
    counts = await in_thread(record.how_many)
    tallies = {state.value: counts.get(state, 0) for state in IdeaState}
    tallies["open"] = sum(tallies[state.value] for state in _OPEN)
    tallies["overdue"] = await in_thread(record.overdue, at - rules.answer_within)
    return await _page(
        request,
        "ideas/list.html",
        shown=shown,
        names=_SHOWN,
        tallies=tallies,
        found=await in_thread(record.listed, _wanted(shown, rules, request.ctx.staff)),
        voted=await in_thread(record.voted_for, request.ctx.staff),
        unread=await in_thread(record.unread, request.ctx.staff),
        most=MAX_LISTED_IDEAS,
    )


@idea_routes.get("/ideas/new")
@staff_only(*EVERY_ROLE)
async def new(request: Request) -> HTTPResponse:
    """Begin one where scripts are off: `?on=` the page it is left on."""
    return await _page(request, "ideas/new.html", words="", on=read_query(request, 400, "on"))


@idea_routes.post("/ideas")
@staff_only(*EVERY_ROLE)
async def leave(request: Request) -> HTTPResponse:
    """Keep one, from the form of `/ideas/new`."""
    words, on = field(request, "words"), field(request, "on")
    try:
        idea = await _leave(request, words, on, field(request, "title"))
    except BadInput as error:
        return await _page(request, "ideas/new.html", error, words=words, on=on)
    return redirect_to(request, f"/ideas/{idea}?done=left", status=303)


@idea_routes.post("/ideas/left")
@staff_only(*EVERY_ROLE)
async def left(request: Request) -> HTTPResponse:
    """Keep one, from the dialog of any staff page: `{words, on, title}`."""
    body = read_body(request)
    idea = await _leave(request, body.get("words"), body.get("on"), body.get("title"))
    return json({"id": idea}, status=201)


@idea_routes.get("/ideas/<idea:int>")
@staff_only(*EVERY_ROLE)
async def one(request: Request, idea: int) -> HTTPResponse:
    return await _one(request, read_number(idea))


@idea_routes.post("/ideas/<idea:int>/vote")
@staff_only(*EVERY_ROLE)
async def vote(request: Request, idea: int) -> HTTPResponse:
    """Be for it, or not any more; back to where it was pressed."""
    record = request.app.ctx.services.ideas
    is_against = field(request, "vote") == "no"
    await in_thread(record.vote, read_number(idea), not is_against, request.ctx.staff)
    shown = field(request, "show")
    place = f"/ideas?show={shown}#idea-{idea}" if shown in _SHOWN else f"/ideas/{idea}"
    return redirect_to(request, place, status=303)


@idea_routes.post("/ideas/<idea:int>/owner")
@staff_only(*LEADING_ROLES)
async def give(request: Request, idea: int) -> HTTPResponse:
    """Have somebody look after it, or nobody."""
    services: Services = request.app.ctx.services

    def decide(before: Idea) -> None:
        owner = field(request, "owner")
        found = {member.id: member for member in _owners(services)}
        if owner and owner not in found:
            raise BadInput("Choose somebody of the list.")
        services.ideas.give_to(before.id, _version(request), found.get(owner), request.ctx.staff)

    return await _decide(request, read_number(idea), "owner", decide)


@idea_routes.post("/ideas/<idea:int>/answer")
@staff_only(*EVERY_ROLE)
async def answer(request: Request, idea: int) -> HTTPResponse:
    """Answer it; for who looks after it, and who leads."""
    services: Services = request.app.ctx.services

    def decide(before: Idea) -> None:
        if not is_for(before, request.ctx.staff):
            raise NotAllowed("Who looks after this idea answers it, or who leads. Ask them.")
        why = services.settings.privacy.mask(field(request, "why"))
        given = read_answer(field(request, "state"), why)
        services.ideas.answer(before.id, _version(request), given, request.ctx.staff)

    return await _decide(request, read_number(idea), "answer", decide)


def _wanted(shown: str, rules: IdeaRules, member: StaffMember) -> Listed:
    if shown == "overdue":
        return Listed((IdeaState.NEW,), left_before=now() - rules.answer_within)
    if shown == "mine":
        return Listed(of=member.id)
    return Listed(_OPEN if shown == "open" else (IdeaState(shown),))


async def _leave(request: Request, words: object, on: object, title: object) -> int:
    services: Services = request.app.ctx.services
    read = read_words(request, words, MAX_IDEA_LENGTH)
    place = read_left_on(on, title)
    return await in_thread(services.ideas.leave, read, place, request.ctx.staff)


def _version(request: Request) -> int:
    version = whole_number(field(request, "version"))
    if version is None:
        raise BadInput("The form is incomplete. Reload the page and try again.")
    return version


async def _decide(
    request: Request, idea: int, what: str, decide: Callable[[Idea], None]
) -> HTTPResponse:
    before = await in_thread(request.app.ctx.services.ideas.get, idea)
    try:
        await in_thread(decide, before)
    except (BadInput, Conflict) as error:
        return await _one(request, idea, error)
    return redirect_to(request, f"/ideas/{idea}?done={what}", status=303)


async def _one(request: Request, idea: int, error: EffieError | None = None) -> HTTPResponse:
    services: Services = request.app.ctx.services
    found = await in_thread(services.ideas.get, idea)
    member: StaffMember = request.ctx.staff
    if found.unread and found.left_by == member.id:
        await in_thread(services.ideas.note_read, found.id, member)
    typed = {name: field(request, name) for name in ("state", "why") if error is not None}
    return await _page(
        request,
        "ideas/one.html",
        error,
        idea=found,
        voted=await in_thread(services.ideas.voted_for, member),
        states=list(IdeaState),
        state=typed.get("state") or found.state.value,
        why=typed.get("why") or found.why,
        may_answer=is_for(found, member),
        owners=await in_thread(_owners, services) if member.role in LEADING_ROLES else [],
        history=await in_thread(read_audit, services.database, subject_of(idea)),
        done="" if error else _DONE.get(request.args.get("done", ""), ""),
    )


def _owners(services: Services) -> list[StaffMember]:
    return [each.member for each in services.staff.everyone() if each.active]


async def _page(
    request: Request, template: str, error: EffieError | None = None, **values: Any
) -> HTTPResponse:
    rules, at = request.app.ctx.services.settings.ideas, now()
    return await staff_page(
        request,
        template,
        error.status if error else 200,
        problem=error.message if error else "",
        within=rules.answer_within.days,
        overdue=lambda idea: is_overdue(idea, rules, at),
        due=lambda idea: idea.left_at + rules.answer_within,
        **values,
    )
