"""What is done for connections in the background, by the one process that does such things."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from core.errors import Unavailable
from store.realtime import RedisError
from web.channels.accounts import accounts
from web.channels.catching_up import CatchingUp
from web.channels.email.fetching import Postman
from web.channels.intake import Intake
from web.channels.sending import Sending
from web.http import in_thread
from web.services import Services

log = structlog.get_logger()

_EVERY = 0.25  # seconds between two looks; a look is one query by an index
_WITHOUT_ANY = 2.0  # seconds; until a connection is put into the settings
_AFTER_TROUBLE = 1.0
_CLEAN_EVERY = 3600


async def mind_connections(services: Services) -> None:
    """Take in and send for ever; without a connection that is on, nothing is read."""
    postman, catching_up = Postman(services), CatchingUp(services)
    intake, sending = Intake(services, catching_up.is_behind), Sending(services)
    try:
        await asyncio.gather(
            _keep(services, postman.look),
            _keep(services, catching_up.look),
            *_kept(services, intake, sending),
        )
    finally:
        ends = (each.end() for each in (intake, sending, postman, catching_up))
        await asyncio.gather(*ends)


def _kept(services: Services, intake: Intake, sending: Sending) -> list[Awaitable[None]]:
    return [
        _keep(services, intake.take_what_waits),
        _keep(services, sending.post_what_is_new),
        _keep(services, sending.send_what_is_due),
        _keep(services, lambda: in_thread(services.arrivals.forget_old), _CLEAN_EVERY),
    ]


async def _keep(
    services: Services, job: Callable[[], Awaitable[None]], every: float = _EVERY
) -> None:
    while True:
        wait = every
        try:
            if accounts(services):
                await job()
            else:
                wait = max(every, _WITHOUT_ANY)
        except (RedisError, OSError, Unavailable) as error:
            log.warning("channels.waiting", error=str(error))
            wait = _AFTER_TROUBLE
        except Exception as error:
            log.error("channels.failed", exc_info=error)
            wait = _AFTER_TROUBLE
        await asyncio.sleep(wait)
