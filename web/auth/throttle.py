"""Stopping those who guess passwords, without keeping out those who know theirs.

Tries are counted for the address they come from, and for the account they are meant for. Counting
these alone would let any stranger lock agents out: one who knows their e-mail address, or one who
shares their address on the net. So a browser that someone has signed in with before is known by a
signed cookie, and has a count of its own in the place of both.
"""

from __future__ import annotations

import secrets

from sanic import Request
from sanic.response import HTTPResponse

from web.auth.csrf import browser_token, same
from web.http import read_cookie, read_older_cookie, set_cookie
from web.services import Services

KNOWN_COOKIE = "effie_known"
_KNOWN_FOR = 180 * 24 * 3600  # seconds
_WINDOW = 15 * 60
_TRIES_AN_ACCOUNT = 10
_TRIES_AN_ADDRESS = 50  # a whole office may share one
_TOO_MANY = (
    "Too many tries. Wait 15 minutes, then try again, or ask an admin for a link to set a new "
    "password."
)

_WAIT = "Too many tries from your network. Wait 15 minutes, then try again."
_TOO_MANY_CODES = (
    "Too many tries. Wait 15 minutes, then type the code that your app shows, or ask an admin to "
    "reset your two-factor sign-in."
)


async def count_try(request: Request, email: str) -> None:
    """Count a try to sign in; raises TooMany, for accounts that do not exist as well."""
    limits, browser = _services(request).limits, _known_browser(request, email)
    if browser:
        await limits.hit(browser, _TRIES_AN_ACCOUNT, _WINDOW, _TOO_MANY)
        return
    await limits.hit(_address(request), _TRIES_AN_ADDRESS, _WINDOW, _TOO_MANY)
    await limits.hit(_account(email), _TRIES_AN_ACCOUNT, _WINDOW, _TOO_MANY)


async def forget_tries(request: Request, email: str) -> None:
    """Take the tries back that led to the right password."""
    limits, browser = _services(request).limits, _known_browser(request, email)
    if browser:
        await limits.clear(browser)
        return
    await limits.clear(_account(email))
    await limits.give_back(_address(request))


async def count_sign_on(request: Request) -> None:
    """Count somebody who comes back from the provider, which is asked then; raises TooMany."""
    await _services(request).limits.hit(_sign_on(request), _TRIES_AN_ADDRESS, _WINDOW, _WAIT)


async def forget_sign_on(request: Request) -> None:
    """Take one back that the provider vouched for."""
    await _services(request).limits.give_back(_sign_on(request))


async def count_own_try(services: Services, member: str) -> None:
    """Count a try at one's current password while signed in; raises TooMany."""
    await services.limits.hit(f"password:{member}", _TRIES_AN_ACCOUNT, _WINDOW, _TOO_MANY)


async def forget_own_tries(services: Services, member: str) -> None:
    await services.limits.clear(f"password:{member}")


async def count_code(services: Services, member: str) -> None:
    """Count a try at a code after the right password, or while signed in; raises TooMany.

    Only who knows the password can use these up, so a stranger locks nobody out.
    """
    await services.limits.hit(f"code:{member}", _TRIES_AN_ACCOUNT, _WINDOW, _TOO_MANY_CODES)


async def forget_codes(services: Services, member: str) -> None:
    await services.limits.clear(f"code:{member}")


def know_browser(request: Request, response: HTTPResponse, email: str) -> None:
    """Let this browser be known from now on as one that the account was used with."""
    nonce = secrets.token_urlsafe(12)
    proof = browser_token(_services(request).environment.secret, email, nonce)
    set_cookie(request, response, KNOWN_COOKIE, f"{nonce}.{proof}", _KNOWN_FOR)


def _known_browser(request: Request, email: str) -> str:
    """Return what this browser's tries are counted under if the account was used with it, or ""."""
    cookie = read_cookie(request, KNOWN_COOKIE) or read_older_cookie(request, KNOWN_COOKIE)
    nonce, _, proof = cookie.partition(".")
    expected = browser_token(_services(request).environment.secret, email, nonce)
    return f"login:known:{nonce}" if same(expected, proof) else ""


def _account(email: str) -> str:
    return f"login:account:{email}"


def _address(request: Request) -> str:
    return f"login:address:{request.client_ip}"


def _sign_on(request: Request) -> str:
    return f"sign-on:address:{request.client_ip}"


def _services(request: Request) -> Services:
    services: Services = request.app.ctx.services
    return services
