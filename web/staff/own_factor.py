"""Two-factor sign-in on one's own account: setting it up and turning it off."""

from __future__ import annotations

from sanic import Request
from sanic.response import HTTPResponse

from core.errors import Conflict, EffieError
from core.staff import EVERY_ROLE, StaffMember
from web.auth import (
    count_code,
    count_own_try,
    forget_codes,
    forget_own_tries,
    staff_blueprint,
    staff_only,
    staff_page,
)
from web.http import field, in_thread, redirect_to
from web.services import Services
from web.staff.account import PLACE as ACCOUNT
from web.staff.factor_offers import offer_to, qr_code
from web.staff.sessions import begin_session

PLACE = f"{ACCOUNT}/two-factor"

own_factor_routes = staff_blueprint("own_factor")


class RoleNeedsIt(Conflict):
    """Your role signs in with a code, so this cannot be turned off. For a new phone, ask an admin
    to reset it.
    """


@own_factor_routes.get(PLACE)
@staff_only(*EVERY_ROLE)
async def show(request: Request) -> HTTPResponse:
    return await _page(request)


@own_factor_routes.post(PLACE)
@staff_only(*EVERY_ROLE)
async def set_up(request: Request) -> HTTPResponse:
    """Confirm the app, sign every other browser out, and show the recovery codes this once."""
    services, member = _who(request)
    sealed, code = field(request, "offer"), field(request, "code")
    try:
        await count_code(services, member.id)
        codes = await in_thread(services.second_factors.set_up, member, sealed, code)
    except EffieError as error:
        return await _page(request, error)
    await forget_codes(services, member.id)
    page = await staff_page(request, "staff/two_factor_codes.html", codes=codes)
    await begin_session(request, page, member)
    return page


@own_factor_routes.post(f"{PLACE}/off")
@staff_only(*EVERY_ROLE)
async def turn_off(request: Request) -> HTTPResponse:
    """Go back to a password alone, by the password and a last code."""
    services, member = _who(request)
    try:
        if member.role in services.settings.sign_in.second_factor:
            raise RoleNeedsIt
        await count_own_try(services, member.id)
        await in_thread(services.staff.check_own_password, member, field(request, "password"))
        await forget_own_tries(services, member.id)
        await count_code(services, member.id)
        await in_thread(services.second_factors.turn_off, member, field(request, "code"))
    except EffieError as error:
        return await _page(request, error)
    await forget_codes(services, member.id)
    return redirect_to(request, f"{ACCOUNT}?done=two-factor-off", status=303)


def _who(request: Request) -> tuple[Services, StaffMember]:
    return request.app.ctx.services, request.ctx.staff


async def _page(request: Request, error: EffieError | None = None) -> HTTPResponse:
    """The app's secret is made for the page that shows it: nobody else ever reads it."""
    services, member = _who(request)
    factor = await in_thread(services.second_factors.of, member.id)
    offer = None if factor else await offer_to(request, member)
    return await staff_page(
        request,
        "staff/two_factor.html",
        error.status if error else 200,
        problem=error.message if error else "",
        factor=factor,
        needed=member.role in services.settings.sign_in.second_factor,
        offer=offer,
        qr=qr_code(offer.address) if offer else "",
    )
