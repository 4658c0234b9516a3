"""Signing in and out."""

from __future__ import annotations

import structlog
from sanic import Request
from sanic.response import HTTPResponse

from core.errors import TooMany
from core.staff import MAX_EMAIL_LENGTH, StaffMember
from store.staff import WrongLogin
from web.auth import (
    check_token,
    count_try,
    forget_tries,
    open_to_everyone,
    safe_next,
    session_of,
    staff_blueprint,
    who_asks,
)
from web.http import field, in_thread, redirect_to
from web.services import Services
from web.staff.home import way_on
from web.staff.open_forms import STALE, NoPasswords, check_passwords_count, form_is_ours, login_form
from web.staff.second_step import go_on
from web.staff.sessions import forget_session, leave_desk

log = structlog.get_logger()

sign_in_routes = staff_blueprint("sign_in")


@sign_in_routes.get("/login")
@open_to_everyone
async def show_login(request: Request) -> HTTPResponse:
    """The form; who is signed in already goes on to where they wanted to be."""
    goal = safe_next(request.args.get("next"))
    member = await who_asks(request)
    if member is None:
        return await login_form(request, goal)
    return redirect_to(request, way_on(request.app, member, goal))


@sign_in_routes.post("/login")
@open_to_everyone
async def sign_in(request: Request) -> HTTPResponse:
    """Start a session, ask for a code first, or show the form again with what is wrong."""
    goal = safe_next(field(request, "next"))
    email = field(request, "email").strip().lower()
    if not form_is_ours(request):
        return await login_form(request, goal, email, STALE, 403)
    try:
        check_passwords_count(request)
        member = await _check(request, email, field(request, "password"))
    except (WrongLogin, TooMany, NoPasswords) as error:
        form = await login_form(request, goal, email, error.message, error.status)
        if error.retry_after is not None:
            form.headers["Retry-After"] = str(error.retry_after)
        return form
    return await go_on(request, member, way_on(request.app, member, goal))


@sign_in_routes.post("/logout")
@open_to_everyone
async def sign_out(request: Request) -> HTTPResponse:
    """End the session, if there is one, and with it the live streams it had open."""
    services: Services = request.app.ctx.services
    member = await who_asks(request)
    if member is not None:
        check_token(request, field(request, "csrf"))
        await in_thread(services.staff_sessions.end, session_of(request), member)
        await leave_desk(services, member)
    response = redirect_to(request, "/login", status=303)
    forget_session(request, response)
    return response


async def _check(request: Request, email: str, password: str) -> StaffMember:
    """Return whose these are; raises WrongLogin, or TooMany for someone who keeps guessing."""
    services: Services = request.app.ctx.services
    if len(email) > MAX_EMAIL_LENGTH:
        raise WrongLogin
    try:
        await count_try(request, email)
    except TooMany:
        log.warning("sign_in.too_many_tries", address=request.client_ip)
        raise
    member = await in_thread(services.staff.check_password, email, password)
    await forget_tries(request, email)
    return member
