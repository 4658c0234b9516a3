"""Forms for somebody who is not signed in yet, and keeping other sites from sending them."""

from __future__ import annotations

import secrets
from typing import Any

from sanic import Request
from sanic.response import HTTPResponse

from core.errors import NotAllowed
from web.auth import form_token, same
from web.http import field, read_cookie, render, set_cookie
from web.staff_mail import mail_account

FORM_COOKIE = "effie_form"
STALE = "This page had been open for too long, or cookies are off. Please try again."


def form_is_ours(request: Request) -> bool:
    """Tell whether a form was sent from a page that this browser was shown."""
    nonce = read_cookie(request, FORM_COOKIE)
    return bool(nonce) and same(_form_token(request, nonce), field(request, "token"))


async def open_form(
    request: Request, template: str, status: int = 200, **values: Any
) -> HTTPResponse:
    """Return a page with a form for somebody who is not signed in."""
    nonce = read_cookie(request, FORM_COOKIE) or secrets.token_urlsafe(24)
    token = _form_token(request, nonce)
    response = await render(request, template, status, token=token, csrf="", **values)
    set_cookie(request, response, FORM_COOKIE, nonce, 12 * 3600)
    return response


class NoPasswords(NotAllowed):
    """Passwords sign nobody in here any more. Use the button for your account."""


def check_passwords_count(request: Request) -> None:
    """Raise NoPasswords where the provider alone signs people in."""
    if not request.app.ctx.services.settings.sign_in.passwords:
        raise NoPasswords


async def login_form(
    request: Request, goal: str, email: str = "", problem: str = "", status: int = 200
) -> HTTPResponse:
    """Return the page to sign in on, by a password or through the provider."""
    mails = mail_account(request.app.ctx.services) is not None
    return await open_form(
        request, "staff/login.html", status, goal=goal, email=email, problem=problem, mails=mails
    )


def _form_token(request: Request, nonce: str) -> str:
    secret: str = request.app.ctx.services.environment.secret
    return form_token(secret, nonce)
