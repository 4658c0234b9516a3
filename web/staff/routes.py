"""Signing in and out."""

from __future__ import annotations

import secrets

from sanic import Blueprint, Request
from sanic.response import HTTPResponse, redirect

from core.errors import TooMany
from core.staff import DESK_ROLES, StaffMember
from store.live import DESK
from store.staff import SESSION_LASTS, WrongLogin
from web.desk.moves import release_all
from web.pages import render
from web.services import Services
from web.staff.access import (
    COOKIE,
    check_token,
    keep_private,
    session_of,
    token_for_pages,
    who_asks,
)
from web.staff.tokens import form_token, safe_next, same
from web.threads import in_thread

FORM_COOKIE = "effie_form"
_WINDOW = 15 * 60  # seconds
_TRIES_AN_ACCOUNT = 10
_TRIES_AN_ADDRESS = 50
_TOO_MANY = "Too many tries. Wait 15 minutes, then try again."
_STALE = "This page had been open for too long, or cookies are off. Please sign in again."

staff_routes = Blueprint("staff")
staff_routes.middleware(keep_private, "response")


@staff_routes.get("/login")
async def show_login(request: Request) -> HTTPResponse:
    """The form; agents who are signed in already go on to where they wanted to be."""
    goal = safe_next(request.args.get("next"))
    member = await who_asks(request)
    if member is None:
        return await _form(request, goal)
    if member.role in DESK_ROLES:
        return redirect(goal)
    return await other_account(request, member)


async def other_account(request: Request, member: StaffMember, status: int = 200) -> HTTPResponse:
    """Tell someone that their account is not for this, and let them sign out."""
    token = token_for_pages(request)
    return await render(request, "other_account.html", status, member=member, csrf=token)


@staff_routes.post("/login")
async def sign_in(request: Request) -> HTTPResponse:
    """Start a session, or show the form again with what is wrong."""
    goal = safe_next(_field(request, "next"))
    email = _field(request, "email").strip().lower()[:200]
    nonce = str(request.cookies.get(FORM_COOKIE) or "")
    if not nonce or not same(_form_token(request, nonce), _field(request, "token")):
        return await _form(request, goal, email, _STALE, 403)
    try:
        session = await _start_session(request, email, _field(request, "password"))
    except (WrongLogin, TooMany) as error:
        return await _form(request, goal, email, error.message, error.status)
    response = redirect(goal, status=303)
    _set_cookie(request, response, COOKIE, session, int(SESSION_LASTS.total_seconds()))
    return response


@staff_routes.post("/logout")
async def sign_out(request: Request) -> HTTPResponse:
    """End the session, if there is one, and with it the live streams it had open."""
    services: Services = request.app.ctx.services
    member = await who_asks(request)
    if member is not None:
        check_token(request, _field(request, "csrf"))
        await release_all(services, member)
        await in_thread(services.staff.end_session, session_of(request))
        await services.news.tell(DESK)
    response = redirect("/login", status=303)
    _set_cookie(request, response, COOKIE, "", 0)
    return response


async def _start_session(request: Request, email: str, password: str) -> str:
    """Return a fresh session; raises WrongLogin, or TooMany for someone who keeps guessing."""
    services: Services = request.app.ctx.services
    account = f"login:{request.client_ip}:{email}"
    address = f"login:{request.client_ip}"
    await services.limits.spend(address, _TRIES_AN_ADDRESS, _WINDOW, _TOO_MANY)
    await services.limits.spend(account, _TRIES_AN_ACCOUNT, _WINDOW, _TOO_MANY)
    member = await in_thread(services.staff.check_password, email, password)
    await services.limits.clear(account)
    await services.limits.give_back(address)
    return await in_thread(services.staff.start_session, member)


async def _form(
    request: Request, goal: str, email: str = "", problem: str = "", status: int = 200
) -> HTTPResponse:
    nonce = str(request.cookies.get(FORM_COOKIE) or "") or secrets.token_urlsafe(24)
    token = _form_token(request, nonce)
    response = await render(
        request,
        "login.html",
        status,
        goal=goal,
        email=email,
        problem=problem,
        token=token,
        csrf="",
    )
    _set_cookie(request, response, FORM_COOKIE, nonce, 12 * 3600)
    return response


def _form_token(request: Request, nonce: str) -> str:
    secret: str = request.app.ctx.services.environment.secret
    return form_token(secret, nonce)


def _field(request: Request, name: str) -> str:
    form = request.form
    return str(form.get(name) or "") if form else ""


def _set_cookie(
    request: Request, response: HTTPResponse, name: str, value: str, seconds: int
) -> None:
    """Set a cookie that scripts cannot read and other sites cannot send; 0 seconds removes it."""
    response.add_cookie(
        name,
        value,
        max_age=seconds,
        httponly=True,
        samesite="Lax",
        secure=request.scheme == "https",
    )
