"""The links of a mail's buttons: looking at one does nothing, pressing the button there acts.

Mail scanners and previews follow every link in a mail, so that a GET must never count.
"""

from __future__ import annotations

from datetime import timedelta

from sanic import Blueprint, Request
from sanic.response import HTTPResponse

from core.channels import Arrival, Kind, SecretName, What, make_token
from core.channels.email import read_choice
from core.conversations import Button
from core.errors import NotAllowed, NotFound
from store.channels import Posted
from store.clock import now
from web.auth import open_to_everyone
from web.channels.accounts import account_of
from web.http import in_thread, render
from web.services import Services

_LASTS = timedelta(days=30)
_UNKNOWN = "This link is not one of ours, or was cut off. Answer the mail with a number instead."
_GONE = 410

choice_routes = Blueprint("choices", url_prefix="/channels")


@choice_routes.get("/<name:str>/choices/<tag:str>")
@open_to_everyone
async def look_at(request: Request, name: str, tag: str) -> HTTPResponse:
    """Show what the link would answer; whoever looks changes nothing."""
    try:
        choice = await _read(request, name, tag)
    except NotFound:
        return await _page(request, 404, state="unknown")
    return await choice.page(request)


@choice_routes.post("/<name:str>/choices/<tag:str>")
@open_to_everyone
async def choose(request: Request, name: str, tag: str) -> HTTPResponse:
    """Give the answer, once: it goes into the conversation as if the button had been tapped."""
    if request.headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        raise NotAllowed("Follow the link in your mail, and send your answer from there.")
    choice = await _read(request, name, tag)
    if not choice.is_old:
        await choice.give()
    return await choice.page(request, is_given=True)


class _Choice:
    """A button of one of our mails, to which a link has led."""

    def __init__(self, services: Services, posted: Posted, place: int) -> None:
        self._services, self._posted = services, posted
        self._place = place
        self.button: Button = posted.message.buttons[place]

    @property
    def is_old(self) -> bool:
        return now() - self._posted.created_at > _LASTS

    async def give(self) -> None:
        """Keep it as an arrival; the same one twice is the same answer."""
        arrival = Arrival(
            id=self._id,
            what=What.TAP,
            sender=self._posted.recipient,
            at=now().timestamp(),
            token=make_token(self._posted.id, self._place),
            answers=self._posted.id,
        )
        await in_thread(self._services.arrivals.keep, self._posted.connection, [arrival])

    async def page(self, request: Request, is_given: bool = False) -> HTTPResponse:
        has = self._services.arrivals.has
        was_given = is_given or await in_thread(has, self._posted.connection, self._id)
        state = "old" if self.is_old else "given" if was_given else "asked"
        return await _page(request, _GONE if self.is_old else 200, state, self.button.title)

    @property
    def _id(self) -> str:
        return f"choice:{self._posted.id}:{self._place}"


async def _page(request: Request, status: int, state: str, label: str = "") -> HTTPResponse:
    company = request.app.ctx.services.settings.widget.company
    told = {"company": company, "label": label, "state": state}
    page = await render(request, "public/choice.html", status, **told)
    page.headers["Cache-Control"] = "no-store"
    page.headers["Referrer-Policy"] = "no-referrer"
    page.headers["X-Robots-Tag"] = "noindex"
    return page


async def _read(request: Request, name: str, tag: str) -> _Choice:
    services: Services = request.app.ctx.services
    account = account_of(services, name)
    is_mail = account.connection.kind is Kind.EMAIL
    found = read_choice(account.secret(SecretName.SECRET), tag) if is_mail else None
    posted = await in_thread(services.outbox.get, found[0]) if found else None
    if found is None or posted is None or posted.connection != name:
        raise NotFound(_UNKNOWN)
    if found[1] >= len(posted.message.buttons):
        raise NotFound(_UNKNOWN)
    return _Choice(services, posted, found[1])
