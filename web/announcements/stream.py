"""What announcements an open page shows, live."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncGenerator
from time import monotonic
from urllib.parse import urlsplit

from sanic import Blueprint, Request

from core.announcements import Reader, next_change, shown_to
from core.conversations import ANONYMOUS, WEB_CHANNEL, Profile, read_page
from core.errors import BadInput
from store.clock import now
from store.realtime import ANNOUNCEMENTS
from web.auth import IdentityRefused, open_to_everyone, read_customer, sender_of
from web.http import BEAT, HEARTBEAT, event, open_stream, read_body
from web.live import announcements_json
from web.services import Services

MAX_ANNOUNCEMENT_STREAMS_A_MINUTE = 600  # of one address: an office reads from behind one
_CHANNELS = (WEB_CHANNEL, "help")

announcement_stream_routes = Blueprint("announcement_stream", url_prefix="/api")


@announcement_stream_routes.post("/announcements")
@open_to_everyone
async def stream(request: Request) -> None:
    """Send what stands for a reader now, and again whenever that changes."""
    services: Services = request.app.ctx.services
    body = read_body(request)
    await services.limits.hit(
        f"announcements:{sender_of(request)}", MAX_ANNOUNCEMENT_STREAMS_A_MINUTE, 60
    )
    channel = body.get("channel", WEB_CHANNEL)
    if channel not in _CHANNELS:
        raise BadInput(f"'channel' must be one of {', '.join(_CHANNELS)}.")
    page = read_page(body.get("page"))
    profile = await _profile(services, body.get("identity"))
    segment = services.settings.segments.of(profile.segment)
    reader = Reader(segment.name, str(channel), urlsplit(page.url).path if page else "")
    response = await open_stream(request)
    async with contextlib.aclosing(_events(services, reader)) as events:
        async for text in events:
            await response.send(text)


async def _events(services: Services, reader: Reader) -> AsyncGenerator[str, None]:
    """Look when there is news, and when one begins or ends; never just because time has passed."""
    shown = None
    async with services.hub.subscribe(ANNOUNCEMENTS) as watch:
        known = await services.live_announcements.now()
        while True:
            at = now()
            if (standing := announcements_json(shown_to(known, reader, at))) != shown:
                shown = standing
                yield event("announcements", {"announcements": shown})
            due = next_change(known, at)
            seconds = HEARTBEAT if due is None else (due - at).total_seconds()
            if await watch.wait(min(seconds, HEARTBEAT)):
                known = await services.live_announcements.now(after=monotonic())
            else:
                yield BEAT


async def _profile(services: Services, identity: object) -> Profile:
    """Return who reads; whom nobody vouches for any longer reads as everybody does."""
    try:
        return await read_customer(services, identity)
    except IdentityRefused:
        return ANONYMOUS
