"""Letting staff in: who asks, whether their role may, and whether one of our pages sent it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import wraps
from typing import Any

from sanic import Request
from sanic.response import HTTPResponse

from core.errors import NotAllowed, NotSignedIn
from core.staff import Role, StaffMember
from web.auth.access import Handler, declare
from web.auth.csrf import page_token, same
from web.http import field, in_thread, read_cookie, read_older_cookie
from web.services import Services

COOKIE = "effie_staff"
_READING = frozenset({"GET", "HEAD", "OPTIONS"})


class WrongRole(NotAllowed):
    """This is for other members of staff. Sign in with an account that may."""


class PageOutOfDate(NotAllowed):
    """This page is out of date. Reload it and try again."""


def staff_only(*roles: Role) -> Callable[[Handler], Handler]:
    """Let only these roles call a handler; it finds the StaffMember in `request.ctx.staff`.

    Anything but reading must bring the page's token, in the header X-CSRF-Token or the form's
    field `csrf`. Raises NotSignedIn, WrongRole or PageOutOfDate.
    """

    def guard(handler: Handler) -> Handler:
        @wraps(handler)
        async def guarded(request: Request, *args: Any, **kwargs: Any) -> HTTPResponse | None:
            member = await who_asks(request)
            if member is None:
                raise NotSignedIn
            request.ctx.staff = member
            check_role(request, roles)
            if request.method not in _READING:
                given = request.headers.get("x-csrf-token") or field(request, "csrf")
                check_token(request, given)
            return await handler(request, *args, **kwargs)

        return declare(guarded, frozenset(roles))

    return guard


def check_role(request: Request, roles: Collection[Role]) -> None:
    """Raise WrongRole unless the member of staff who asks has one of these roles."""
    if request.ctx.staff.role not in roles:
        raise WrongRole(_for_whom(roles))


async def who_asks(request: Request) -> StaffMember | None:
    """Return whose session the request's cookie belongs to, if it is still good."""
    services: Services = request.app.ctx.services
    session = session_of(request)
    if not session:
        return None
    in_need = services.settings.sign_in.second_factor
    return await in_thread(services.staff_sessions.member, session, in_need)


async def who_may(request: Request, roles: Collection[Role]) -> StaffMember | None:
    """Return who asks if their role, as it is by now, is one of these; for long streams."""
    member = await who_asks(request)
    return member if member is not None and member.role in roles else None


def session_of(request: Request) -> str:
    """Return the secret in the request's session cookie, or "".

    A session begun before we were told of HTTPS goes on under the name it had. One begun since
    bears its cookie's mark (`begin_session`), and counts under that name only: else a neighbour
    on another subdomain could plant it.
    """
    if session := read_cookie(request, COOKIE):
        return session
    older = read_older_cookie(request, COOKIE)
    return "" if older.startswith("__") else older


def token_for_pages(request: Request) -> str:
    """Return the token that pages of this session must send along."""
    secret: str = request.app.ctx.services.environment.secret
    return page_token(secret, session_of(request))


def check_token(request: Request, given: str) -> None:
    """Refuse a request that none of this session's pages made."""
    if not same(token_for_pages(request), given):
        raise PageOutOfDate


async def keep_private(request: Request, response: HTTPResponse) -> None:
    """Keep what staff see out of every cache; for a blueprint's responses."""
    response.headers.setdefault("Cache-Control", "no-store")


def _for_whom(roles: Collection[Role]) -> str:
    *others, last = (f"{role.label}s" for role in Role if role in roles)
    whom = f"{', '.join(others)} and {last}" if others else last
    return f"This is for {whom}. Sign in with such an account, or ask an admin for the role."
