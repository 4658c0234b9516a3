"""Everybody's own page: their name, their password, and where they are signed in."""

from __future__ import annotations

from sanic import Request
from sanic.response import HTTPResponse

from core.errors import EffieError
from core.staff import EVERY_ROLE, StaffMember
from core.staff_mail import CHOSEN_KINDS
from store.realtime import DESK
from store.staff import token_hash
from web.auth import (
    count_own_try,
    forget_own_tries,
    session_of,
    staff_blueprint,
    staff_only,
    staff_page,
)
from web.http import field, fields, in_thread, redirect_to
from web.services import Services
from web.staff.sessions import begin_session, forget_session, leave_desk
from web.staff_mail import why_no_mail

PLACE = "/account"
DONE = {
    "name": "Your name is changed.",
    "password": "Your password is changed. Every other browser is signed out.",
    "two-factor-off": "Two-factor sign-in is off. Remove the entry in your app.",
    "session": "That browser is signed out.",
    "mail": "It is noted what you are written to for.",
}

account_routes = staff_blueprint("account")


@account_routes.get(PLACE)
@staff_only(*EVERY_ROLE)
async def account(request: Request) -> HTTPResponse:
    return await _page(request)


@account_routes.post(f"{PLACE}/name")
@staff_only(*EVERY_ROLE)
async def change_name(request: Request) -> HTTPResponse:
    services, member = _who(request)
    try:
        await in_thread(services.staff.rename, member, field(request, "name"))
    except EffieError as error:
        return await _page(request, error)
    return _done(request, "name")


@account_routes.post(f"{PLACE}/password")
@staff_only(*EVERY_ROLE)
async def change_password(request: Request) -> HTTPResponse:
    """Every session ends, as one of them may be a stranger's; this browser gets a fresh one."""
    services, member = _who(request)
    current, new = field(request, "current"), field(request, "new")
    vouched_for = await in_thread(services.staff_sessions.is_vouched_for, session_of(request))
    try:
        await count_own_try(services, member.id)
        await in_thread(services.staff.change_password, member, current, new)
    except EffieError as error:
        return await _page(request, error)
    await forget_own_tries(services, member.id)
    response = _done(request, "password")
    await begin_session(request, response, member, vouched_for)
    return response


@account_routes.post(f"{PLACE}/mail")
@staff_only(*EVERY_ROLE)
async def choose_mails(request: Request) -> HTTPResponse:
    """Keep what they are written to for."""
    services, member = _who(request)
    given = set(fields(request, "mail"))
    wanted = [kind for kind in CHOSEN_KINDS if kind.value in given]
    await in_thread(services.staff_mails.choose, member.id, wanted)
    return _done(request, "mail")


@account_routes.post(f"{PLACE}/sessions/<session:str>/end")
@staff_only(*EVERY_ROLE)
async def end_session(request: Request, session: str) -> HTTPResponse:
    """Sign another browser of one's own out; what they hold stays theirs, they are still here."""
    services, member = _who(request)
    await in_thread(services.staff_sessions.end_one, session, member)
    await services.news.publish(DESK)
    return _done(request, "session")


@account_routes.post(f"{PLACE}/sign-out-everywhere")
@staff_only(*EVERY_ROLE)
async def sign_out_everywhere(request: Request) -> HTTPResponse:
    services, member = _who(request)
    await in_thread(services.staff_sessions.end_all, member, member.email)
    await leave_desk(services, member)
    response = redirect_to(request, "/login", status=303)
    forget_session(request, response)
    return response


def _who(request: Request) -> tuple[Services, StaffMember]:
    return request.app.ctx.services, request.ctx.staff


def _done(request: Request, what: str) -> HTTPResponse:
    return redirect_to(request, f"{PLACE}?done={what}", status=303)


async def _page(request: Request, error: EffieError | None = None) -> HTTPResponse:
    services, member = _who(request)
    return await staff_page(
        request,
        "staff/account.html",
        error.status if error else 200,
        problem=error.message if error else "",
        done="" if error else DONE.get(request.args.get("done", ""), ""),
        factor=await in_thread(services.second_factors.of, member.id),
        sessions=await in_thread(services.staff_sessions.of, member.id),
        this=token_hash(session_of(request)),
        mails=CHOSEN_KINDS,
        wanted=await in_thread(services.staff_mails.wanted_by, member.id),
        why_no_mail=why_no_mail(services),
    )
