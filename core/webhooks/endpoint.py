"""Where events are sent to, and by what their receiver knows that they are ours."""

from __future__ import annotations

import hmac
from base64 import b64encode
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from urllib.parse import urlsplit

from core.errors import BadInput
from core.webhooks.event import WebhookEvent

MAX_WEBHOOKS = 20
MAX_WEBHOOK_URL_LENGTH = 500
_PORTS = {"https": 443, "http": 80}
_LIKE = "Give an address like https://crm.company.example/effie"


class EndpointState(str, Enum):
    """Whether an address is told of events."""

    ON = "on"
    FAILING = "failing"  # nothing has arrived since the last failure
    OFF = "off"  # by an admin
    GIVEN_UP = "given_up"  # by us: it asked for that, or nothing arrived for days


@dataclass(frozen=True)
class Endpoint:
    """An address that is told of events.

    events: which ones; a later version's are left as they are
    nonce: what its signing secret is made of, besides ours
    made_by: the name of the admin who added it
    failing_since: when it began to fail, if nothing has arrived since
    disabled_at: since when it is told of nothing, None while it is
    disabled_why: in words; "" where an admin switched it off
    """

    id: int
    url: str
    events: tuple[str, ...]
    nonce: str
    made_by: str
    created_at: datetime
    failing_since: datetime | None = None
    disabled_at: datetime | None = None
    disabled_why: str = ""

    @property
    def host(self) -> str:
        return urlsplit(self.url).hostname or ""

    @property
    def state(self) -> EndpointState:
        if self.disabled_at is not None:
            return EndpointState.GIVEN_UP if self.disabled_why else EndpointState.OFF
        return EndpointState.FAILING if self.failing_since else EndpointState.ON

    @property
    def subject(self) -> str:
        """Return what the audit calls it: addresses may hold what only their owner may know."""
        return f"webhook {self.id} {self.host}"[:200]


def read_webhook_url(value: str, private: Collection[str]) -> str:
    """Return an address that events may be sent to, or refuse it.

    private: as host:port, where plain HTTP and our own network are meant
    """
    url = value.strip()
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port or _PORTS.get(parts.scheme, 0)
    except ValueError:  # a port that is no number, or half an IPv6 address
        raise BadInput(f"{_LIKE}.") from None
    if len(url) > MAX_WEBHOOK_URL_LENGTH or not host or not port or not _is_plain(url):
        raise BadInput(f"{_LIKE}, of at most {MAX_WEBHOOK_URL_LENGTH} characters.")
    if parts.username is not None or parts.fragment:
        raise BadInput(f"{_LIKE}, without a name, a password or a '#': every call is signed.")
    if parts.scheme != "https" and f"{host}:{port}" not in private:
        raise BadInput(f"{_LIKE}: events are sent over HTTPS alone.")
    return url


def read_webhook_events(values: Collection[str]) -> tuple[WebhookEvent, ...]:
    """Return which events are chosen, or refuse them: at least one, each of them known."""
    offered = [event for event in WebhookEvent if event is not WebhookEvent.TEST]
    if values and {event.value for event in offered}.issuperset(values):
        return tuple(event for event in offered if event.value in values)
    raise BadInput("Tick at least one event.")


def signing_secret(secret: str, endpoint: Endpoint) -> str:
    """Return by what an endpoint's calls are signed, as Standard Webhooks write it.

    Made of our own secret: the record alone, or a copy of it, signs nothing.
    """
    made_of = f"webhook {endpoint.id} {endpoint.nonce}".encode()
    return "whsec_" + b64encode(hmac.digest(secret.encode(), made_of, "sha256")).decode()


def _is_plain(url: str) -> bool:
    return url.isascii() and url.isprintable() and " " not in url and "\\" not in url
