"""Beginning and ending the session of a browser."""

from __future__ import annotations

from sanic import Request
from sanic.response import HTTPResponse

from core.staff import SESSION_LASTS, StaffMember
from store.realtime import DESK
from web.auth import COOKIE, browser_name, know_browser, session_of, who_asks
from web.handoffs import release_all
from web.http import cookie_prefix, in_thread, set_cookie
from web.services import Services


async def begin_session(
    request: Request, response: HTTPResponse, member: StaffMember, vouched_for: bool = False
) -> None:
    """Sign this browser in with a fresh secret; the session it may have had is over.

    vouched_for: by a provider, not by a password
    """
    sessions = request.app.ctx.services.staff_sessions
    before = await who_asks(request)
    if before is not None:
        await in_thread(sessions.end, session_of(request), before)
    browser = browser_name(request.headers.get("user-agent") or "")
    mark = cookie_prefix(request)
    token = await in_thread(sessions.start, member, request.client_ip, browser, mark, vouched_for)
    set_cookie(request, response, COOKIE, token, int(SESSION_LASTS.total_seconds()))
    know_browser(request, response, member.email)


def forget_session(request: Request, response: HTTPResponse) -> None:
    """Let the browser forget a session that is over."""
    set_cookie(request, response, COOKIE, "", 0)


async def leave_desk(services: Services, member: StaffMember) -> None:
    """Let others take over what someone holds who was signed out; their open pages notice."""
    await release_all(services, member)
    await services.news.publish(DESK)


async def leave_desk_if_gone(services: Services, member: str) -> None:
    """Do so if a change to their account left them no session that may work at the desk."""
    account = await in_thread(services.staff.get, member)
    sessions = await in_thread(services.staff_sessions.of, member)
    if not sessions or not account.member.at_desk:
        await leave_desk(services, account.member)
