"""Where vendors deliver what customers write: checked, kept, and answered at once."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence

import structlog
from sanic import Blueprint, Request
from sanic.exceptions import PayloadTooLarge
from sanic.response import HTTPResponse, empty, text

from core.channels import Arrival, Forged, Tally
from core.errors import TooMany, Unavailable
from store.realtime import AWAY, RedisError
from web.auth import open_to_everyone
from web.channels.accounts import account_of, adapter_of
from web.channels.adapter import Answers, Received
from web.channels.bringing import set_aside
from web.channels.cleaning import can_be_kept, cleaned
from web.http import in_thread
from web.services import Services

log = structlog.get_logger()

MAX_DELIVERY_BYTES = 1_000_000
MAX_FORGED_COUNTED = 60  # a minute

channel_routes = Blueprint("channels", url_prefix="/channels")


@channel_routes.get("/<name:str>")
@open_to_everyone
async def register(request: Request, name: str) -> HTTPResponse:
    """Answer a vendor that makes sure the address is ours."""
    account = account_of(request.app.ctx.services, name)
    return text(adapter_of(account).challenge(account, _received(request, b"")))


@channel_routes.post("/<name:str>", stream=True)
@open_to_everyone
async def deliver(request: Request, name: str) -> HTTPResponse:
    """Keep what came in; whatever is done with it is done later.

    What no adapter understands is acknowledged as well: the vendor would deliver it for days.
    """
    services: Services = request.app.ctx.services
    account = account_of(services, name)
    adapter, received = adapter_of(account), _received(request, await _body(request))
    try:
        adapter.check(account, received)
    except Forged:
        await _note_forged(services, name)
        raise
    found = adapter.read(account, received)
    usable = [cleaned(each, services.settings.privacy) for each in found if can_be_kept(each)]
    if usable:
        await in_thread(_keep, services, name, usable)
    if unknown := len(found) - len(usable):
        log.warning("channel.not_understood", connection=name, bytes=len(received.body))
        await in_thread(services.tallies.add, name, Tally.UNKNOWN, unknown)
    told = adapter.answer(account, received) if isinstance(adapter, Answers) else ""
    return text(told) if told else empty(200)


def _keep(services: Services, name: str, found: Sequence[Arrival]) -> None:
    services.arrivals.keep(name, set_aside(services, name, found))


async def _note_forged(services: Services, name: str) -> None:
    """Count it for admins, who may have set a wrong secret; not so often that it costs us."""
    with contextlib.suppress(TooMany, Unavailable, RedisError, *AWAY):
        await services.limits.hit(f"forged:{name}", MAX_FORGED_COUNTED, 60)
        await in_thread(services.tallies.add, name, Tally.FORGED)


def _received(request: Request, body: bytes) -> Received:
    headers = {key.lower(): value for key, value in request.headers.items()}
    query = {key: str(request.args.get(key)) for key in request.args}
    return Received(headers, body, query, request.query_string)


async def _body(request: Request) -> bytes:
    """Read a body as it comes, and no more of it than may come."""
    body = bytearray()
    while chunk := await request.stream.read():  # type: ignore[union-attr]
        body += chunk
        if len(body) > MAX_DELIVERY_BYTES:
            raise PayloadTooLarge("Deliver fewer things at a time.")
    return bytes(body)
