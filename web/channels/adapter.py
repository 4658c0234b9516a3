"""What every kind of connection does: bytes → arrivals, and an outgoing message → calls."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from math import isfinite
from typing import Any, Protocol, runtime_checkable

import httpx

from core.channels import Arrival, Connection, NeverSent, NotSentNow, SecretName
from store.channels import Mails, Posted

_BUSY = 429
_BROKEN = 500
# What fails before anything of a call has reached the vendor.
_NEVER_ASKED = (
    *(httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError),
    *(httpx.UnsupportedProtocol, httpx.InvalidURL),
)


@dataclass(frozen=True)
class Received:
    """A request of a vendor's, as it came. headers: by their names in small letters"""

    headers: Mapping[str, str]
    body: bytes
    query: Mapping[str, str]
    query_string: str = ""


@dataclass(frozen=True)
class Account:
    """A connection with its secrets, and the way to the vendor.

    public_url: where people reach our own pages, "" if nobody knows
    company: what we are called
    """

    connection: Connection
    secrets: Mapping[SecretName, str]
    http: httpx.AsyncClient
    mails: Mails
    public_url: str = ""
    company: str = ""

    def secret(self, name: SecretName) -> str:
        return self.secrets[name]


class Adapter(Protocol):
    """One vendor's protocol."""

    def check(self, account: Account, received: Received) -> None:
        """Raise Forged unless the vendor has sent it, by the raw bytes."""

    def read(self, account: Account, received: Received) -> list[Arrival]:
        """Return what came in, UNKNOWN_SHAPE for each thing that is not known. Raises nothing.

        What is known and starts nothing, as an echo of our own words, is left out.
        """

    def challenge(self, account: Account, received: Received) -> str:
        """Return what the vendor expects when the address is registered; raises Forged."""

    def private_link(self, account: Account) -> str:
        """Return where a private chat with us is opened, "" if nobody knows."""

    async def send(self, account: Account, posted: Posted) -> str:
        """Send a message and return the vendor's id of it; raises NotSent."""

    async def acknowledge(self, account: Account, arrival: Arrival) -> None:
        """Tell the vendor that something is being dealt with, where it wants that."""


@runtime_checkable
class SendsLate(Protocol):
    """A vendor that takes something also when its window is closed."""

    async def send_late(self, account: Account, posted: Posted) -> str:
        """As `send`, so long after the customer's last word that little is allowed."""


@runtime_checkable
class Remembers(Protocol):
    """A vendor that can be asked whether it has a message."""

    async def find(self, account: Account, posted: Posted) -> list[str]:
        """Return the vendor's ids of what may be this message, the oldest first.

        Raises NotSentNow.
        """


@runtime_checkable
class Answers(Protocol):
    """A vendor that reads what we answer a delivery with."""

    def answer(self, account: Account, received: Received) -> str:
        """Return what a checked delivery is answered with, "" for nothing."""


@runtime_checkable
class Lists(Protocol):
    """A vendor that does not deliver again, but tells what there was when it is asked."""

    async def since(self, account: Account, moment: datetime) -> list[Arrival]:
        """Return what came in, and what became of what we sent, since then.

        The oldest first. Raises NotSentNow.
        """


def read_json(body: bytes) -> Mapping[str, Any]:
    """Return the object of a body, an empty one for anything else."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def mapping(value: object) -> Mapping[str, Any]:
    """Return an object, an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def items(value: object) -> list[Mapping[str, Any]]:
    """Return the objects of a list, none of anything else."""
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def word(value: object) -> str:
    """Return a text or a number as text, "" for anything else."""
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def moment(value: object) -> float:
    """Return seconds since the epoch, 0 for what is none."""
    try:
        seconds = float(str(value))
    except ValueError:
        return 0.0
    return seconds if isfinite(seconds) else 0.0


async def call(
    account: Account, path: str, body: Mapping[str, Any] | bytes, headers: Mapping[str, str]
) -> httpx.Response:
    """POST to the vendor; raises NotSentNow where it is away, slow or broken.

    A redirect is an answer like others: what we send goes to the address of the settings alone.
    """
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    sent = {"Content-Type": "application/json", **headers}
    return await _ask(account, "POST", path, content=content, headers=sent)


async def call_with_file(
    account: Account,
    path: str,
    fields: Mapping[str, str],
    file: tuple[str, tuple[str, bytes, str]],
    headers: Mapping[str, str],
) -> httpx.Response:
    """POST a form with a file in it; as `call`. file: its field, then its name, content and type"""
    form = {"data": dict(fields), "files": [file]}
    return await _ask(account, "POST", path, headers=dict(headers), **form)


async def look_up(
    account: Account, path: str, query: Mapping[str, str], headers: Mapping[str, str]
) -> httpx.Response:
    """GET from the vendor; as `call`."""
    return await _ask(account, "GET", path, params=query or None, headers=headers)


async def _ask(account: Account, method: str, path: str, **more: Any) -> httpx.Response:
    try:
        answer = await account.http.request(method, f"{account.connection.api}{path}", **more)
    except _NEVER_ASKED as error:
        raise NotSentNow(f"{account.connection.label} can't be reached.") from error
    except httpx.HTTPError as error:
        told = f"{account.connection.label} can't be reached."
        raise NotSentNow(told, perhaps=method == "POST") from error
    if answer.status_code >= _BROKEN:
        raise NotSentNow(f"{account.connection.label} answers with an error of its own.")
    return answer


def refused(account: Account, status: int, words: str) -> NeverSent:
    """Return the error for an answer that will be the same next time."""
    told = f" ({words[:300]})" if words else ""
    return NeverSent(f"{account.connection.label} refuses the message with {status}{told}.")


def retry_after(answer: httpx.Response) -> float | None:
    """Return how many seconds a vendor wants to be left alone, None if it does not say."""
    try:
        return max(0.0, float(answer.headers.get("retry-after", "")))
    except ValueError:
        return None


def is_busy(answer: httpx.Response) -> bool:
    return answer.status_code == _BUSY
