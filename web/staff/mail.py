"""Mails to the staff, for admins: from where they are sent, a test, and what was never taken."""

from __future__ import annotations

from sanic import Request
from sanic.response import HTTPResponse

from core.channels import NotSent
from core.errors import EffieError
from core.staff import Role
from web.auth import staff_blueprint, staff_only, staff_page
from web.http import in_thread
from web.services import Services
from web.staff_mail import mail_account, send_test, why_no_mail

PLACE = "/staff-mail"
_MOST_SHOWN = 50
_TESTS_AN_HOUR = 20

staff_mail_routes = staff_blueprint("staff_mail")


@staff_mail_routes.get(PLACE)
@staff_only(Role.ADMIN)
async def show(request: Request) -> HTTPResponse:
    return await _page(request)


@staff_mail_routes.post(f"{PLACE}/test")
@staff_only(Role.ADMIN)
async def test(request: Request) -> HTTPResponse:
    """Hand a mail to who asks in, now, and say what the server answered."""
    services, member = request.app.ctx.services, request.ctx.staff
    account = mail_account(services)
    if account is None:
        return await _page(request, why_no_mail(services), 409)
    try:
        await services.limits.hit(f"mail-tests:{member.id}", _TESTS_AN_HOUR, 3600)
        await send_test(services, account, member)
    except NotSent as error:
        return await _page(request, f"The test was not taken. {error.message}", 502)
    except EffieError as error:
        return await _page(request, error.message, error.status)
    return await _page(request, done=f"The server has taken a test to {member.email}. Did it come?")


async def _page(
    request: Request, problem: str = "", status: int = 200, done: str = ""
) -> HTTPResponse:
    services: Services = request.app.ctx.services
    return await staff_page(
        request,
        "staff/mail.html",
        status,
        problem=problem,
        done=done,
        account=mail_account(services),
        why=why_no_mail(services),
        waiting=await in_thread(services.staff_mails.waiting),
        failed=await in_thread(services.staff_mails.failed, _MOST_SHOWN),
    )
