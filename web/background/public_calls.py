"""Calls to addresses that somebody typed: to the Internet alone, never into a network of ours."""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from urllib.parse import SplitResult, urlsplit

import httpx

from core.network import is_public

MAX_CALL_SECONDS = 15.0
_LOOK_UPS = 64  # at once: of a name whose servers are silent, one goes on after its call has ended
_PORTS = {"https": 443, "http": 80}


class NotPublicAddress(Exception):
    """A name leads into a network of ours, or nowhere."""


@dataclass(frozen=True)
class Answered:
    """What a receiver answered; nothing of its words is read."""

    status: int
    retry_after: str = ""


class PublicCalls:
    """Posts to public addresses.

    A name is looked up once and that very address is called, so that it can't lead elsewhere
    between the look and the call; the certificate must still be the name's. Redirects are not
    followed, and no proxy of the environment is used.

    private: names with ports that may lead anywhere, as the operator says
    trusted: whose certificates count, if it is not those that usually do
    """

    def __init__(self, private: Collection[str], trusted: ssl.SSLContext | None = None) -> None:
        self._private = frozenset(private)
        # Of their own: names whose servers are silent must not take the threads of the record.
        self._look_ups = ThreadPoolExecutor(_LOOK_UPS, "look-up")
        # Nothing is kept open: one address may stand for many names, each with its certificate.
        limits = httpx.Limits(max_connections=None, max_keepalive_connections=0)
        self._client = httpx.AsyncClient(
            timeout=MAX_CALL_SECONDS, trust_env=False, limits=limits, verify=trusted or True
        )

    async def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> Answered:
        """Post once; raises NotPublicAddress, httpx.HTTPError, OSError or TimeoutError."""
        async with asyncio.timeout(MAX_CALL_SECONDS):
            request = await self._request(url, body, headers)
            answer = await self._client.send(request, stream=True)
            await answer.aclose()
        return Answered(answer.status_code, answer.headers.get("retry-after", ""))

    async def close(self) -> None:
        await self._client.aclose()
        self._look_ups.shutdown(wait=False, cancel_futures=True)

    async def _request(self, url: str, body: bytes, headers: Mapping[str, str]) -> httpx.Request:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port or _PORTS[parts.scheme]
        given = {"content-type": "application/json", "user-agent": "Effie", **headers}
        if f"{host}:{port}" in self._private:
            return self._client.build_request("POST", url, content=body, headers=given)
        address = await self._public_address(host, port)
        return self._client.build_request(
            "POST",
            _with_address(parts, address),
            content=body,
            headers={**given, "host": parts.netloc},
            extensions={"sni_hostname": host},
        )

    async def _public_address(self, host: str, port: int) -> str:
        """Return an address that a name leads to; all that it leads to must be public."""
        look_up = partial(socket.getaddrinfo, host, port, type=socket.SOCK_STREAM)
        try:
            found = await asyncio.get_running_loop().run_in_executor(self._look_ups, look_up)
        except (OSError, UnicodeError):
            raise NotPublicAddress("There is no such name.") from None
        addresses = [str(place[4][0]) for place in found]
        if not addresses or not all(map(is_public, addresses)):
            raise NotPublicAddress("It leads into a private network, not to a public address.")
        return addresses[0]


def _with_address(parts: SplitResult, address: str) -> str:
    host = f"[{address}]" if ":" in address else address
    netloc = f"{host}:{parts.port}" if parts.port else host
    return parts._replace(netloc=netloc).geturl()
