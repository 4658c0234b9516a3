"""The second step of signing in, after the password: a code, or setting the app up first.

In between a browser has a cookie that is good for this step alone, for some minutes.
"""

from __future__ import annotations

from urllib.parse import quote

import structlog
from sanic import Request
from sanic.response import HTTPResponse

from core.errors import EffieError, TooMany
from core.staff import HALF_LASTS, StaffMember
from web.auth import count_code, forget_codes, open_to_everyone, safe_next, staff_blueprint
from web.http import field, in_thread, read_cookie, redirect_to, set_cookie
from web.services import Services
from web.staff.factor_offers import offer_to, qr_code
from web.staff.home import way_on
from web.staff.open_forms import STALE, form_is_ours, login_form, open_form
from web.staff.sessions import begin_session

CODE, SET_UP = "/sign-in/code", "/sign-in/set-up"
HALF_COOKIE = "effie_half"
LATE = "That took longer than ten minutes, or your account was changed. Please sign in again."
log = structlog.get_logger()

second_step_routes = staff_blueprint("second_step")


async def go_on(request: Request, member: StaffMember, goal: str) -> HTTPResponse:
    """Sign in someone whose password was right; who has or needs a second factor, after that."""
    services: Services = request.app.ctx.services
    factor = await in_thread(services.second_factors.of, member.id)
    if factor is None and member.role not in services.settings.sign_in.second_factor:
        response = redirect_to(request, goal, status=303)
        await begin_session(request, response, member)
        return response
    page = SET_UP if factor is None else CODE
    response = redirect_to(request, f"{page}?next={quote(goal)}", status=303)
    token = await in_thread(services.half_sign_ins.start, member)
    set_cookie(request, response, HALF_COOKIE, token, int(HALF_LASTS.total_seconds()))
    return response


@second_step_routes.get(CODE)
@open_to_everyone
async def show_code(request: Request) -> HTTPResponse:
    member = await _half_signed_in(request)
    return await _code_form(request) if member else _back(request)


@second_step_routes.post(CODE)
@open_to_everyone
async def take_code(request: Request) -> HTTPResponse:
    """Start the session by a code of the app or a recovery code."""
    services: Services = request.app.ctx.services
    member = await _half_signed_in(request)
    if member is None:
        return await _too_late(request)
    if not form_is_ours(request):
        return await _code_form(request, STALE, 403)
    factors, recovery = services.second_factors, field(request, "recovery")
    try:
        await count_code(services, member.id)
        if recovery:
            await in_thread(factors.use_recovery_code, member, recovery)
        else:
            await in_thread(factors.check, member, field(request, "code"))
    except EffieError as error:
        if isinstance(error, TooMany):
            log.warning("sign_in.too_many_codes", address=request.client_ip)
        form = await _code_form(request, error.message, error.status, bool(recovery))
        if error.retry_after is not None:
            form.headers["Retry-After"] = str(error.retry_after)
        return form
    response = redirect_to(request, _goal(request, member), status=303)
    await _whole(request, response, member)
    return response


@second_step_routes.get(SET_UP)
@open_to_everyone
async def show_set_up(request: Request) -> HTTPResponse:
    member = await _half_signed_in(request)
    if member is None:
        return _back(request)
    services: Services = request.app.ctx.services
    if await in_thread(services.second_factors.of, member.id):
        return redirect_to(request, f"{CODE}?next={quote(_next(request))}")
    return await _set_up_form(request, member)


@second_step_routes.post(SET_UP)
@open_to_everyone
async def set_up(request: Request) -> HTTPResponse:
    """Set the app up that the role needs, start the session, and show the recovery codes."""
    services: Services = request.app.ctx.services
    member = await _half_signed_in(request)
    if member is None:
        return await _too_late(request)
    if not form_is_ours(request):
        return await _set_up_form(request, member, STALE, 403)
    sealed, code = field(request, "offer"), field(request, "code")
    try:
        await count_code(services, member.id)
        codes = await in_thread(services.second_factors.set_up, member, sealed, code)
    except EffieError as error:
        return await _set_up_form(request, member, error.message, error.status)
    goal = _goal(request, member)
    page = await open_form(request, "staff/sign_in_codes.html", codes=codes, goal=goal)
    await _whole(request, page, member)
    return page


async def _half_signed_in(request: Request) -> StaffMember | None:
    token = read_cookie(request, HALF_COOKIE)
    services: Services = request.app.ctx.services
    return await in_thread(services.half_sign_ins.owner, token) if token else None


async def _whole(request: Request, response: HTTPResponse, member: StaffMember) -> None:
    """Turn what was half a sign-in into a session."""
    services: Services = request.app.ctx.services
    await forget_codes(services, member.id)
    await in_thread(services.half_sign_ins.end, read_cookie(request, HALF_COOKIE))
    set_cookie(request, response, HALF_COOKIE, "", 0)
    await begin_session(request, response, member)


def _goal(request: Request, member: StaffMember) -> str:
    return way_on(request.app, member, _next(request))


def _next(request: Request) -> str:
    """Return where they wanted to go, as the address or the form that came back has it."""
    asked = request.args.get("next") if request.method == "GET" else field(request, "next")
    return safe_next(asked)


def _back(request: Request) -> HTTPResponse:
    return redirect_to(request, f"/login?next={quote(_next(request))}")


async def _too_late(request: Request) -> HTTPResponse:
    return await login_form(request, _next(request), problem=LATE, status=403)


async def _code_form(
    request: Request, problem: str = "", status: int = 200, by_recovery: bool = False
) -> HTTPResponse:
    return await open_form(
        request,
        "staff/sign_in_code.html",
        status,
        goal=_next(request),
        problem=problem,
        by_recovery=by_recovery,
    )


async def _set_up_form(
    request: Request, member: StaffMember, problem: str = "", status: int = 200
) -> HTTPResponse:
    offer = await offer_to(request, member)
    return await open_form(
        request,
        "staff/sign_in_set_up.html",
        status,
        goal=_next(request),
        problem=problem,
        role=member.role,
        offer=offer,
        qr=qr_code(offer.address),
    )
