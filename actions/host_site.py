"""Asking the host site about a customer's account: signed, bounded, and left alone while it fails.

Nothing about the customer gets into a log: neither who was asked about nor what was answered.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx
import structlog
from circuitbreaker import CircuitBreaker, CircuitBreakerError

from core.conversations import AccountRow, Profile
from core.lookups import (
    MAX_REPLY_BYTES,
    SIGNATURE_HEADER,
    TIMESTAMP_HEADER,
    AccountLookup,
    Outcome,
    UnusableReply,
    identity_for,
    read_reply,
    request_body,
    signature_of,
)
from store.clock import now

HOST_PATIENCE = 2.0  # seconds for the whole of an answer; then the customer is told without it
_MAX_FAILURES = 5  # in a row, after which a host is not asked for a while
_REST = 30.0  # seconds

_NO_ANSWER = (
    *(httpx.HTTPError, httpx.InvalidURL, TimeoutError),
    *(UnusableReply, CircuitBreakerError),
)

log = structlog.get_logger()


@dataclass(frozen=True)
class LookedUp:
    """What came of a lookup; rows only where something was found."""

    outcome: Outcome
    rows: tuple[AccountRow, ...] = ()


class HostSite:
    """The host site, as far as it tells about its customers' accounts."""

    def __init__(self, own_url: str, secret: str, patience: float = HOST_PATIENCE) -> None:
        """own_url: what paths are relative to; secret: signs each request."""
        self._own_url, self._secret, self._patience = own_url, secret, patience
        self._client: httpx.AsyncClient | None = None
        self._breakers: dict[str, CircuitBreaker] = defaultdict(_breaker)

    async def look_up(
        self, lookup: AccountLookup, profile: Profile, mask: Callable[[str], str]
    ) -> LookedUp:
        """Return what the host site says; a failure of any kind is an outcome, and is logged.

        mask: replaces what nobody may keep of the host site's words
        """
        identity = identity_for(lookup, profile)
        if identity is None:
            return LookedUp(Outcome.NOT_SIGNED_IN)
        url = self._own_url + lookup.address if lookup.address[0] == "/" else lookup.address
        try:
            rows = read_reply(await self._asked(url, request_body(lookup, identity)), mask)
        except _NO_ANSWER as error:
            log.warning("lookup.failed", lookup=lookup.name, problem=_problem(error))
            return LookedUp(Outcome.FAILED)
        return LookedUp(Outcome.FOUND if rows else Outcome.NOTHING, rows)

    async def close(self) -> None:
        if self._client is not None:
            await self._client.aclose()
            self._client = None

    async def _asked(self, url: str, body: bytes) -> bytes:
        breaker = self._breakers[urlsplit(url).netloc]
        if breaker.opened:
            raise CircuitBreakerError(breaker)
        with breaker:
            async with asyncio.timeout(self._patience):
                return await self._post(url, body)

    async def _post(self, url: str, body: bytes) -> bytes:
        """Return the body of a good answer, as it came over the wire: nothing is unpacked."""
        timestamp = str(int(now().timestamp()))
        headers = {
            "Content-Type": "application/json",
            "Accept": "application/json",
            "Accept-Encoding": "identity",
            TIMESTAMP_HEADER: timestamp,
            SIGNATURE_HEADER: signature_of(body, timestamp, self._secret),
        }
        async with self._http().stream("POST", url, content=body, headers=headers) as answer:
            if answer.status_code != httpx.codes.OK:
                raise UnusableReply(f"The answer has status {answer.status_code}. Send 200.")
            received = bytearray()
            async for chunk in answer.aiter_raw():
                received += chunk
                if len(received) > MAX_REPLY_BYTES:
                    break  # `read_reply` refuses it; the rest is not even taken in
            return bytes(received)

    def _http(self) -> httpx.AsyncClient:
        if self._client is None:  # made here, in the loop that will use it
            self._client = httpx.AsyncClient(trust_env=False, timeout=self._patience)
        return self._client


def _breaker() -> CircuitBreaker:
    return CircuitBreaker(
        failure_threshold=_MAX_FAILURES,
        recovery_timeout=_REST,
        expected_exception=(httpx.HTTPError, TimeoutError, UnusableReply),
        name="host site",
    )


def _problem(error: Exception) -> str:
    """Return what went wrong, in words that hold nothing of an answer or an address."""
    if isinstance(error, CircuitBreakerError):
        return "not asked: it has failed too often just now"
    return error.message if isinstance(error, UnusableReply) else type(error).__name__
