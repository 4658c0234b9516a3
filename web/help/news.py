"""Asking in the help centre for a mail once what is announced is solved; needs no script."""

from __future__ import annotations

import hmac
from hashlib import sha256

from sanic import Request
from sanic.response import HTTPResponse

from core.announcements import Announcement, Reader, shown_to
from core.errors import BadInput, NotAllowed, NotFound
from store.clock import now
from web.attachments import mailbox_of, read_mail_address
from web.auth import open_to_everyone, sender_of
from web.help.page import help_page
from web.help.routing import help_blueprint, page_at
from web.http import field, in_thread, read_number
from web.services import Services

MAX_NEWS_ADDRESSES_AN_HOUR = 20  # left from one address: an office may share one

news_routes = help_blueprint("help_news")


@page_at(news_routes, "/announcements/<announcement:int>")
@open_to_everyone
async def ask(request: Request, announcement: int) -> HTTPResponse:
    """Show what is announced, with a form for an e-mail address."""
    return await _page(request, await _open(request, announcement))


@news_routes.post("/announcements/<announcement:int>")
@open_to_everyone
async def leave_address(request: Request, announcement: int) -> HTTPResponse:
    """Take the address, once, however often it is left."""
    services, found = _services(request), await _open(request, announcement)
    _refuse_other_sites(request)
    try:
        address = read_mail_address(services, field(request, "address"))
    except BadInput as error:
        return await _page(request, found, problem=error.message, status=error.status)
    most = MAX_NEWS_ADDRESSES_AN_HOUR
    await services.limits.hit(f"news-addresses:{sender_of(request)}", most, 3600)
    noted = await in_thread(services.subscribers.subscribe_at, found.id, "", address)
    if noted is None:
        raise NotFound(_OVER)
    # Who leaves an address that waits already may be somebody else: they can't call it off.
    sign = _sign(services, noted.id) if noted.is_new else ""
    return await _page(request, found, address=address, subscriber=noted.id, sign=sign)


@news_routes.post("/announcements/<announcement:int>/stop")
@open_to_everyone
async def stop(request: Request, announcement: int) -> HTTPResponse:
    """Call it off, by the button that stood under the promise."""
    services = _services(request)
    _refuse_other_sites(request)
    number = field(request, "subscriber")
    subscriber = int(number) if number.isascii() and number.isdecimal() and len(number) < 10 else 0
    sign = field(request, "sign").encode(errors="replace")
    if not hmac.compare_digest(_sign(services, subscriber).encode(), sign):
        raise NotAllowed("This button is no longer good. Open the page of the announcement again.")
    await in_thread(services.subscribers.drop, subscriber)
    return await _page(request, await _open(request, announcement), is_stopped=True)


_OVER = "There is nothing to wait for any more: it is solved, or no longer announced."


def _services(request: Request) -> Services:
    services: Services = request.app.ctx.services
    return services


async def _open(request: Request, announcement: int) -> Announcement:
    """Return what can be waited for by mail; raises NotFound."""
    services, number, at = _services(request), read_number(announcement), now()
    if mailbox_of(services) is None:
        raise NotFound("Nobody can be told by e-mail here. Ask in the chat to be told there.")
    reader = Reader(services.settings.segments.default, "help")
    for each in shown_to(await services.live_announcements.now(), reader, at):
        if each.id == number and not each.is_solved:
            return each
    raise NotFound(_OVER)


async def _page(
    request: Request,
    announcement: Announcement,
    status: int = 200,
    *,
    address: str = "",
    problem: str = "",
    subscriber: int = 0,
    sign: str = "",
    is_stopped: bool = False,
) -> HTTPResponse:
    return await help_page(
        request,
        "help/news.html",
        f"/help/announcements/{announcement.id}",
        status,
        announcement=announcement,
        address=address,
        problem=problem,
        typed=field(request, "address") if problem else "",
        subscriber=subscriber,
        sign=sign,
        is_stopped=is_stopped,
    )


def _sign(services: Services, subscriber: int) -> str:
    signed = f"news:{subscriber}".encode()
    return hmac.new(services.environment.secret.encode(), signed, sha256).hexdigest()


def _refuse_other_sites(request: Request) -> None:
    if request.headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        raise NotAllowed("Ask to be told on the help centre's own page.")
