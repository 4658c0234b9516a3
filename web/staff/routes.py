"""Signing in and out."""

from __future__ import annotations

import secrets

import structlog
from sanic import Request
from sanic.response import HTTPResponse

from core.errors import TooMany
from core.staff import MAX_EMAIL_LENGTH, StaffMember
from store.staff import WrongLogin
from web.auth import (
    HOME,
    check_token,
    count_try,
    forget_tries,
    form_token,
    open_to_everyone,
    safe_next,
    same,
    session_of,
    staff_blueprint,
    who_asks,
)
from web.http import field, in_thread, read_cookie, redirect_to, render, set_cookie
from web.services import Services
from web.staff.home import may_open
from web.staff.sessions import begin_session, forget_session, leave_desk

FORM_COOKIE = "effie_form"
STALE = "This page had been open for too long, or cookies are off. Please try again."
log = structlog.get_logger()

sign_in_routes = staff_blueprint("sign_in")


@sign_in_routes.get("/login")
@open_to_everyone
async def show_login(request: Request) -> HTTPResponse:
    """The form; who is signed in already goes on to where they wanted to be."""
    goal = safe_next(request.args.get("next"))
    member = await who_asks(request)
    if member is None:
        return await _form(request, goal)
    return redirect_to(request, _way_on(request, member, goal))


@sign_in_routes.post("/login")
@open_to_everyone
async def sign_in(request: Request) -> HTTPResponse:
    """Start a session, or show the form again with what is wrong."""
    goal = safe_next(field(request, "next"))
    email = field(request, "email").strip().lower()
    if not form_is_ours(request):
        return await _form(request, goal, email, STALE, 403)
    try:
        member = await _check(request, email, field(request, "password"))
    except (WrongLogin, TooMany) as error:
        form = await _form(request, goal, email, error.message, error.status)
        if error.retry_after is not None:
            form.headers["Retry-After"] = str(error.retry_after)
        return form
    response = redirect_to(request, _way_on(request, member, goal), status=303)
    await begin_session(request, response, member)
    return response


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


def form_is_ours(request: Request) -> bool:
    """Tell whether a form was sent from a page that this browser was shown."""
    nonce = read_cookie(request, FORM_COOKIE)
    return bool(nonce) and same(_form_token(request, nonce), field(request, "token"))


async def open_form(
    request: Request, template: str, status: int = 200, **values: str
) -> HTTPResponse:
    """Return a page with a form for somebody who is not signed in."""
    nonce = read_cookie(request, FORM_COOKIE) or secrets.token_urlsafe(24)
    token = _form_token(request, nonce)
    response = await render(request, template, status, token=token, csrf="", **values)
    set_cookie(request, response, FORM_COOKIE, nonce, 12 * 3600)
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


def _way_on(request: Request, member: StaffMember, goal: str) -> str:
    """Return where they wanted to go if that is open to them."""
    return goal if may_open(request.app, goal, member.role) else HOME


async def _form(
    request: Request, goal: str, email: str = "", problem: str = "", status: int = 200
) -> HTTPResponse:
    return await open_form(
        request, "staff/login.html", status, goal=goal, email=email, problem=problem
    )


def _form_token(request: Request, nonce: str) -> str:
    secret: str = request.app.ctx.services.environment.secret
    return form_token(secret, nonce)
