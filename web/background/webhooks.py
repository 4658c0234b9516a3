"""Sending what other systems want to be told of, each endpoint in a lane of its own."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

import httpx
import structlog
from standardwebhooks import Webhook as Signer

from core.errors import Unavailable
from core.webhooks import DeliveryState, Outcome, outcome_of, read_retry_after, signing_secret
from store.clock import now
from store.realtime import RedisError, end_tasks
from store.webhooks import Due, NoSuchWebhook
from web.background.public_calls import Answered, NotPublicAddress, PublicCalls
from web.http import in_thread
from web.services import Services

log = structlog.get_logger()

_LOOK_EVERY = 1.0  # seconds
_TELL_DUE_EVERY = 10.0
_FORGET_EVERY = 3600.0
_AFTER_A_FAULT = 10.0
_AT_ONCE = 10  # calls to one endpoint
_CHANCES = 1000

Called = Callable[[DeliveryState], object]


async def mind_webhooks(services: Services, called: Called = len) -> None:
    """Send what is due, for ever; one endpoint that is slow keeps no other waiting.

    called: told of what became of each call

    Cut off in the middle, a call is made again under the same name: by that a receiver knows it.
    """
    calls = PublicCalls(services.environment.webhook_hosts)
    sender = _Sender(services, calls, called)
    lanes: dict[int, asyncio.Task[None]] = {}
    chores = _Chores(services)
    try:
        while True:
            wait = _LOOK_EVERY
            try:
                await chores.do()
                for endpoint in await in_thread(services.webhook_deliveries.waiting, now()):
                    if endpoint not in lanes or lanes[endpoint].done():
                        lanes[endpoint] = asyncio.create_task(sender.drain(endpoint))
            except (RedisError, OSError, Unavailable) as error:
                log.warning("webhooks.waiting", error=type(error).__name__)
            except Exception as error:
                log.error("webhooks.failed", exc_info=error)
                wait = _AFTER_A_FAULT
            await asyncio.sleep(wait)
    finally:
        await end_tasks(list(lanes.values()))
        await calls.close()


class _Chores:
    """What is to be done now and then: telling of what has become due, and forgetting."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._told_at = self._forgot_at = float("-inf")

    async def do(self) -> None:
        if time.monotonic() - self._told_at >= _TELL_DUE_EVERY:
            await in_thread(self._services.follow_ups.tell_due, now())
            self._told_at = time.monotonic()
        if time.monotonic() - self._forgot_at >= _FORGET_EVERY:
            await in_thread(self._services.webhook_deliveries.forget_old, now())
            self._forgot_at = time.monotonic()


@dataclass(frozen=True)
class _Sender:
    services: Services
    calls: PublicCalls
    called: Called

    async def drain(self, endpoint: int) -> None:
        """Send all that is due to an endpoint, some at a time."""
        due = self.services.webhook_deliveries.due
        try:
            while some := await in_thread(due, endpoint, now(), _AT_ONCE):
                for ended in await asyncio.gather(*map(self._send, some), return_exceptions=True):
                    if isinstance(ended, BaseException):
                        raise ended
        except (OSError, Unavailable, NoSuchWebhook) as error:
            log.warning("webhooks.waiting", endpoint=endpoint, error=type(error).__name__)
        except Exception as error:
            log.error("webhooks.failed", endpoint=endpoint, exc_info=error)
            await asyncio.sleep(_AFTER_A_FAULT)

    async def _send(self, due: Due) -> None:
        answered, problem = Answered(0), ""
        endpoint = await in_thread(self.services.webhook_endpoints.get, due.endpoint)
        secret = signing_secret(self.services.environment.secret, endpoint)
        try:
            answered = await self.calls.post(endpoint.url, due.body.encode(), _signed(secret, due))
        except NotPublicAddress as error:
            problem = str(error)
        except TimeoutError:
            problem = "It did not answer in time."
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            problem = f"It could not be reached ({type(error).__name__})."
        outcome = _outcome(answered, due, problem)
        note = self.services.webhook_deliveries.note
        if await in_thread(note, due, answered.status, outcome):
            log.warning("webhooks.switched_off", endpoint=due.endpoint, reason=outcome.reason)
        self.called(outcome.state)


def _signed(secret: str, due: Due) -> dict[str, str]:
    at = datetime.now(UTC)
    return {
        "webhook-id": due.name,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": Signer(secret).sign(due.name, at, due.body),
    }


def _outcome(answered: Answered, due: Due, problem: str) -> Outcome:
    chance = secrets.randbelow(_CHANCES) / _CHANCES
    asked = read_retry_after(answered.retry_after)
    return outcome_of(answered.status, due.attempts, chance, asked, problem)
