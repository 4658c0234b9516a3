"""A link for a forgotten password, by e-mail: nobody is told whether there is an account."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from hashlib import sha256

from sanic import Request
from sanic.response import HTTPResponse

from core.errors import BadInput, NotFound, TooMany
from core.staff import MAX_EMAIL_LENGTH, read_email
from core.staff_mail import StaffMailKind
from web.auth import open_to_everyone, sender_of, staff_blueprint
from web.http import field, in_thread, setting_apart
from web.services import Services
from web.staff.open_forms import STALE, check_passwords_count, form_is_ours, open_form
from web.staff_mail import mail_account

PLACE = "/forgot-password"
_LINKS_AN_ACCOUNT = 3  # in an hour: more would only fill somebody's mailbox
_TRIES_AN_ADDRESS = 20
_HOUR = 3600
_ASKED = (
    "If there is an account with this address, a link to set a new password is on its way. It "
    "works for an hour. Nothing came? Look among the junk, or ask an admin."
)

forgotten_routes = staff_blueprint("forgotten")
_looking: set[asyncio.Task[None]] = set()  # a task that nobody holds may vanish


class NoMailForLinks(NotFound):
    """Links can't be sent by e-mail here. Ask an admin for one."""


@forgotten_routes.get(PLACE)
@open_to_everyone
async def show_form(request: Request) -> HTTPResponse:
    _need_mail(request)
    return await _form(request)


@forgotten_routes.post(PLACE)
@open_to_everyone
async def ask(request: Request) -> HTTPResponse:
    """Queue a mail; the answer is the same, and as quick, whether there is such an account."""
    _need_mail(request)
    given = field(request, "email")
    if not form_is_ours(request):
        return await _form(request, given, STALE, 403)
    services: Services = request.app.ctx.services
    try:
        email = read_email(given)
        await services.limits.hit(f"forgotten:{sender_of(request)}", _TRIES_AN_ADDRESS, _HOUR)
    except (BadInput, TooMany) as error:
        return await _form(request, given, error.message, error.status)
    # In the background: looking, and queueing for those who are found, takes unequal times.
    looking = asyncio.create_task(_queue(services, email))
    _looking.add(looking)
    looking.add_done_callback(_looking.discard)
    return await _form(request, done=_ASKED)


async def _queue(services: Services, email: str) -> None:
    """Queue a link for whoever has this address and has not asked for too many."""
    with setting_apart("forgotten.not_queued"):
        member = await in_thread(services.staff.active_with, email)
        if member is None:
            return
        account = sha256(email.encode()).hexdigest()
        with suppress(TooMany):
            await services.limits.hit(f"forgotten:account:{account}", _LINKS_AN_ACCOUNT, _HOUR)
            await in_thread(services.staff_mails.queue, member, StaffMailKind.FORGOTTEN)


def _need_mail(request: Request) -> None:
    check_passwords_count(request)
    if mail_account(request.app.ctx.services) is None:
        raise NoMailForLinks


async def _form(
    request: Request, email: str = "", problem: str = "", status: int = 200, done: str = ""
) -> HTTPResponse:
    shown = email[:MAX_EMAIL_LENGTH]
    return await open_form(
        request, "staff/forgotten.html", status, email=shown, problem=problem, done=done
    )
