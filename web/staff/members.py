"""The accounts of everybody who works here, for admins."""

from __future__ import annotations

from collections.abc import Callable

from sanic import Request
from sanic.response import HTTPResponse

from core.errors import Conflict, EffieError
from core.staff import Role, read_languages, read_role
from core.staff_mail import StaffMailKind
from store.audit import read_audit
from store.clock import now
from store.realtime import AWAY, RedisError
from store.staff import PasswordLink
from web.auth import staff_blueprint, staff_only, staff_page
from web.http import field, fields, in_thread, redirect_to, site_address
from web.services import Services
from web.staff.sessions import leave_desk, leave_desk_if_gone
from web.staff.set_password import PLACE as SET_PASSWORD
from web.staff_mail import mail_account


class OwnFactor(Conflict):
    """Turn your own two-factor sign-in off on your account page, or have another admin reset it."""


PLACE = "/staff"
DONE = {
    "languages": "The languages are noted. They count from the next conversation on.",
    "role": "The role is changed. It counts from their next request on.",
    "deactivate": "The account is deactivated and signed out everywhere.",
    "reactivate": "The account is active again, with the password it had.",
    "sign-out": "Signed out everywhere.",
    "unlink": "The account is unlinked, and signed out everywhere.",
    "second-factor": "Two-factor sign-in is reset, and the account is signed out everywhere.",
}
ROLES = {
    Role.AGENT: "answers customers at the desk",
    Role.CONTENT_MANAGER: "looks after the articles",
    Role.SUPERVISOR: "an agent who also leads the team",
    Role.ADMIN: "a supervisor who also manages the staff",
}
_MAX_HISTORY = 50
_WORDS = {
    "staff.add": "Added",
    "staff.set_password": "Set the password",
    "staff.change_password": "Changed the password",
    "staff.reset_password": "Password reset",
    "staff.rename": "Renamed",
    "staff.role": "Role changed",
    "staff.languages": "Languages",
    "staff.deactivate": "Deactivated",
    "staff.reactivate": "Reactivated",
    "staff.second_factor_on": "Two-factor sign-in set up",
    "staff.second_factor_off": "Two-factor sign-in turned off",
    "staff.second_factor_reset": "Two-factor sign-in reset",
    "staff.link": "Linked for single sign-on",
    "staff.unlink": "Unlinked from single sign-on",
    "staff.recovery_code": "Signed in with a recovery code",
    "staff.sign_in": "Signed in",
    "staff.sign_out": "Signed out",
    "staff.sign_out_everywhere": "Signed out everywhere",
}

member_routes = staff_blueprint("members")


@member_routes.get(PLACE)
@staff_only(Role.ADMIN)
async def everyone(request: Request) -> HTTPResponse:
    return await _list(request)


@member_routes.post(PLACE)
@staff_only(Role.ADMIN)
async def add(request: Request) -> HTTPResponse:
    """Create an account and show the link with which its owner sets a password."""
    services: Services = request.app.ctx.services
    email, name, by = field(request, "email"), field(request, "name"), request.ctx.staff.email
    try:
        role = read_role(field(request, "role"))
        link = await in_thread(services.staff.invite, email, name, role, by)
    except EffieError as error:
        return await _list(request, error)
    return await _link_page(request, link, StaffMailKind.INVITED)


@member_routes.get(f"{PLACE}/<member:str>")
@staff_only(Role.ADMIN)
async def one(request: Request, member: str) -> HTTPResponse:
    return await _one(request, member)


@member_routes.post(f"{PLACE}/<member:str>/role")
@staff_only(Role.ADMIN)
async def change_role(request: Request, member: str) -> HTTPResponse:
    services: Services = request.app.ctx.services

    def change(member: str, by: str) -> None:
        services.staff.change_role(member, read_role(field(request, "role")), by)

    return await _change(request, member, "role", change)


@member_routes.post(f"{PLACE}/<member:str>/languages")
@staff_only(Role.ADMIN)
async def change_languages(request: Request, member: str) -> HTTPResponse:
    """Note which languages somebody speaks; conversations in them are kept for them first."""
    services: Services = request.app.ctx.services
    chosen, known = fields(request, "language"), list(services.settings.languages.others)

    def change(member: str, by: str) -> None:
        services.staff.change_languages(member, read_languages(chosen, known), by)

    return await _change(request, member, "languages", change)


@member_routes.post(f"{PLACE}/<member:str>/deactivate")
@staff_only(Role.ADMIN)
async def deactivate(request: Request, member: str) -> HTTPResponse:
    services: Services = request.app.ctx.services
    return await _change(request, member, "deactivate", services.staff.deactivate)


@member_routes.post(f"{PLACE}/<member:str>/reactivate")
@staff_only(Role.ADMIN)
async def reactivate(request: Request, member: str) -> HTTPResponse:
    services: Services = request.app.ctx.services
    return await _change(request, member, "reactivate", services.staff.reactivate)


@member_routes.post(f"{PLACE}/<member:str>/sign-out")
@staff_only(Role.ADMIN)
async def sign_out(request: Request, member: str) -> HTTPResponse:
    services: Services = request.app.ctx.services

    def end_all(member: str, by: str) -> None:
        services.staff_sessions.end_all(services.staff.get(member).member, by)

    return await _change(request, member, "sign-out", end_all)


@member_routes.post(f"{PLACE}/<member:str>/reset-second-factor")
@staff_only(Role.ADMIN)
async def reset_second_factor(request: Request, member: str) -> HTTPResponse:
    """Take back what somebody lost; one's own goes by a code, or by another admin."""
    services: Services = request.app.ctx.services

    def reset(member: str, by: str) -> None:
        if member == request.ctx.staff.id:
            raise OwnFactor
        services.second_factors.reset(member, by)

    return await _change(request, member, "second-factor", reset)


@member_routes.post(f"{PLACE}/<member:str>/unlink")
@staff_only(Role.ADMIN)
async def unlink(request: Request, member: str) -> HTTPResponse:
    """Let somebody's account at the provider sign in here no longer."""
    services: Services = request.app.ctx.services

    def end(member: str, by: str) -> None:
        services.staff_identities.unlink(services.staff.get(member).member, by)

    return await _change(request, member, "unlink", end)


@member_routes.post(f"{PLACE}/<member:str>/reset-password")
@staff_only(Role.ADMIN)
async def reset_password(request: Request, member: str) -> HTTPResponse:
    """End the password at once, and show the link with which its owner sets another."""
    services: Services = request.app.ctx.services
    by = request.ctx.staff.email
    try:
        link = await in_thread(services.staff.reset_password, member, by)
    except EffieError as error:
        return await _one(request, member, error)
    await leave_desk(services, link.member)
    return await _link_page(request, link, StaffMailKind.RESET)


async def _change(
    request: Request, member: str, what: str, change: Callable[[str, str], None]
) -> HTTPResponse:
    """Make a change to an account; whoever it takes from the desk leaves their work to others."""
    services: Services = request.app.ctx.services
    try:
        await in_thread(change, member, request.ctx.staff.email)
    except EffieError as error:
        return await _one(request, member, error)
    await leave_desk_if_gone(services, member)
    return redirect_to(request, f"{PLACE}/{member}?done={what}", status=303)


async def _list(request: Request, error: EffieError | None = None) -> HTTPResponse:
    services: Services = request.app.ctx.services
    return await staff_page(
        request,
        "staff/members.html",
        error.status if error else 200,
        problem=error.message if error else "",
        accounts=await in_thread(services.staff.everyone),
        set_aside=await _set_aside(services),
        now=now(),
        roles=ROLES,
        writes=mail_account(services) is not None,
        typed={name: field(request, name) for name in ("name", "email", "role")},
    )


async def _set_aside(services: Services) -> int:
    """Count what waits for an admin; 0 while nobody can tell."""
    try:
        return await services.dead_letters.count()
    except (RedisError, *AWAY):
        return 0


async def _one(request: Request, member: str, error: EffieError | None = None) -> HTTPResponse:
    services: Services = request.app.ctx.services
    account = await in_thread(services.staff.get, member)
    history = await in_thread(read_audit, services.database, account.member.email)
    return await staff_page(
        request,
        "staff/member.html",
        error.status if error else 200,
        problem=error.message if error else "",
        done="" if error else DONE.get(request.args.get("done", ""), ""),
        account=account,
        now=now(),
        linked_since=await in_thread(services.staff_identities.since, member),
        factor=await in_thread(services.second_factors.of, member),
        sessions=await in_thread(services.staff_sessions.of, member),
        roles=ROLES,
        languages=services.settings.languages.others.values(),
        words=_WORDS,
        history=history[: -_MAX_HISTORY - 1 : -1],
    )


async def _link_page(request: Request, link: PasswordLink, kind: StaffMailKind) -> HTTPResponse:
    """Send the link by e-mail, or show it where that can't be or an admin passes it on themselves.

    It is shown this once only: the record keeps nothing to make it again from. The mail brings
    one of its own, which ends this one.
    """
    services: Services = request.app.ctx.services
    if mail_account(services) is not None and field(request, "show") != "yes":
        await in_thread(services.staff_mails.queue, link.member, kind)
        return await staff_page(request, "staff/password_mailed.html", link=link)
    address = f"{site_address(request)}{SET_PASSWORD}/{link.secret}"
    return await staff_page(request, "staff/password_link.html", link=link, address=address)
