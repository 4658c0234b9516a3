"""Signing in through the company's provider: there, and back with what it vouches for.

What a sign-in was begun with goes along in the browser, sealed, and comes back once: so it can be
ended by that browser alone.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import asdict, dataclass

import structlog
from sanic import Request
from sanic.response import HTTPResponse, redirect

from core.errors import EffieError, NotAllowed, NotFound
from core.staff import SIGN_ON_LASTS, SingleSignOn, vouched_for
from store.sealing import SealBroken
from web.auth import (
    count_sign_on,
    forget_sign_on,
    open_to_everyone,
    safe_next,
    same,
    staff_blueprint,
)
from web.http import in_thread, read_cookie, redirect_to, set_cookie, site_address
from web.services import Services
from web.staff.home import way_on
from web.staff.open_forms import login_form
from web.staff.sessions import begin_session, leave_desk

START, BACK = "/sign-in/start", "/sign-in/back"
BEGUN_COOKIE = "effie_sign_on"
_DENIED = frozenset({"access_denied", "login_required", "interaction_required"})
log = structlog.get_logger()

sign_on_routes = staff_blueprint("sign_on")


class NotSetUpHere(NotFound):
    """Signing in through an account service is not set up here. Sign in with your password."""


class NotBegunHere(NotAllowed):
    """This sign-in was not begun in this browser, or took too long. Please try again."""


class Denied(NotAllowed):
    """You did not sign in over there. Try again, or ask an admin."""


@dataclass(frozen=True)
class Begun:
    """What a sign-in was begun with.

    state: comes back in the address; nonce: in the token; verifier: only who began knows it
    """

    state: str
    nonce: str
    verifier: str
    goal: str


@sign_on_routes.get(START)
@open_to_everyone
async def start(request: Request) -> HTTPResponse:
    """Lead a browser to the provider."""
    goal = safe_next(request.args.get("next"))
    services: Services = request.app.ctx.services
    begun = Begun(_random(), _random(), _random(), goal)
    try:
        address = await services.provider.address(
            _rules(services), _back_here(request), begun.state, begun.nonce, begun.verifier
        )
    except EffieError as error:
        return await _problem(request, goal, error)
    response = redirect(address)
    sealed = services.sign_on_seal.close(json.dumps(asdict(begun)))
    lasts = int(SIGN_ON_LASTS.total_seconds())
    set_cookie(request, response, BEGUN_COOKIE, sealed, lasts)
    return response


@sign_on_routes.get(BACK)
@open_to_everyone
async def come_back(request: Request) -> HTTPResponse:
    """Sign in whom the provider vouches for; whatever goes wrong is said on the sign-in page."""
    services: Services = request.app.ctx.services
    begun = _begun(request)
    goal = safe_next(begun.goal if begun else None)
    try:
        rules = _rules(services)
        claims = await _claims(request, rules, begun)
        who = vouched_for(claims, rules)
        member = await in_thread(services.staff_identities.sign_in, who, rules.makes_accounts)
        if not member.at_desk:  # by a role they may have just been given
            await leave_desk(services, member)
        await forget_sign_on(request)
    except EffieError as error:
        log.warning("sign_on.failed", why=type(error).__name__, address=request.client_ip)
        response = await _problem(request, goal, error)
    else:
        response = redirect_to(request, way_on(request.app, member, goal), status=303)
        await begin_session(request, response, member, vouched_for=True)
    set_cookie(request, response, BEGUN_COOKIE, "", 0)
    return response


async def _claims(request: Request, rules: SingleSignOn, begun: Begun | None) -> dict[str, object]:
    """Return what the provider says of who came back; raises what `Provider.claims` does."""
    state, code = _told(request, "state"), _told(request, "code")
    if begun is None or not same(begun.state, state):
        raise NotBegunHere
    if _told(request, "iss") not in {"", rules.issuer}:  # RFC 9207: another provider answers
        raise NotBegunHere
    if not code:
        told = _told(request, "error")
        log.warning("sign_on.denied", error=told[:60])
        raise Denied if told in _DENIED or not told else NotBegunHere
    await count_sign_on(request)
    services: Services = request.app.ctx.services
    return await services.provider.claims(
        rules, code, _back_here(request), begun.nonce, begun.verifier
    )


def _begun(request: Request) -> Begun | None:
    services: Services = request.app.ctx.services
    sealed = read_cookie(request, BEGUN_COOKIE)
    try:
        return Begun(**json.loads(services.sign_on_seal.open(sealed, SIGN_ON_LASTS)))
    except SealBroken:
        return None


def _random() -> str:
    return secrets.token_urlsafe(32)


def _rules(services: Services) -> SingleSignOn:
    rules = services.settings.sign_in.single_sign_on
    if rules is None:
        raise NotSetUpHere
    return rules


def _back_here(request: Request) -> str:
    """Return where the provider leads back to; it knows this address beforehand."""
    return f"{site_address(request)}{BACK}"


def _told(request: Request, name: str) -> str:
    return str(request.args.get(name) or "")


async def _problem(request: Request, goal: str, error: EffieError) -> HTTPResponse:
    page = await login_form(request, goal, problem=error.message, status=error.status)
    if error.retry_after is not None:
        page.headers["Retry-After"] = str(error.retry_after)
    return page
