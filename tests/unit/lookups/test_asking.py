"""What the host site is asked, and how it knows who asks."""

from __future__ import annotations

import hashlib
import hmac
import json
from datetime import datetime, timedelta, timezone

import pytest

from core.conversations import ANONYMOUS, Profile
from core.lookups import (
    MAX_SIGNATURE_AGE,
    AccountLookup,
    identity_for,
    is_signed,
    request_body,
    signature_of,
)

SECRET = "a secret that both sides know, long enough"
NOW = datetime(2026, 11, 26, 12, tzinfo=timezone.utc)
TIMESTAMP = str(int(NOW.timestamp()))
BODY = b'{"lookup":"balance","identity":{"sub":"c-1"}}'
NADIA = Profile("c-1", "Nadia", facts=(("account", "4471"), ("plan", "Plus")))


def lookup(*identity: str) -> AccountLookup:
    return AccountLookup("balance", ("my balance",), "/demo", identity, {})


def test_the_signature_is_what_the_documentation_says() -> None:
    expected = hmac.new(SECRET.encode(), f"{TIMESTAMP}.".encode() + BODY, hashlib.sha256)
    assert signature_of(BODY, TIMESTAMP, SECRET) == expected.hexdigest()
    assert is_signed(BODY, TIMESTAMP, expected.hexdigest(), SECRET, NOW)


@pytest.mark.parametrize(
    ("body", "timestamp", "secret", "now"),
    [
        (BODY.replace(b"c-1", b"c-2"), TIMESTAMP, SECRET, NOW),
        (BODY, str(int(TIMESTAMP) + 1), SECRET, NOW),
        (BODY, TIMESTAMP, SECRET[::-1], NOW),
        (BODY, TIMESTAMP, SECRET, NOW + MAX_SIGNATURE_AGE + timedelta(seconds=1)),
        (BODY, TIMESTAMP, SECRET, NOW - MAX_SIGNATURE_AGE - timedelta(seconds=1)),
    ],
)
def test_another_body_time_or_secret_and_an_old_request_are_not_signed(
    body: bytes, timestamp: str, secret: str, now: datetime
) -> None:
    signature = signature_of(BODY, TIMESTAMP, SECRET)
    assert not is_signed(body, timestamp, signature, secret, now)


@pytest.mark.parametrize("timestamp", ["", "soon", "-1", "1e9", "٣", "9" * 400])
@pytest.mark.parametrize("signature", ["", "é", "0" * 64])
def test_headers_that_are_none_are_refused_and_nothing_fails(
    timestamp: str, signature: str
) -> None:
    assert not is_signed(BODY, timestamp, signature, SECRET, NOW)


def test_the_host_site_is_told_the_claims_it_needs_and_nothing_else() -> None:
    assert identity_for(lookup("sub"), NADIA) == {"sub": "c-1"}
    assert identity_for(lookup("name"), NADIA) == {"name": "Nadia"}
    assert identity_for(lookup("account", "sub"), NADIA) == {"account": "4471", "sub": "c-1"}
    asked = request_body(lookup("sub"), {"sub": "c-1"})
    assert json.loads(asked) == {"lookup": "balance", "identity": {"sub": "c-1"}}


def test_nobody_is_asked_about_who_lacks_a_claim_or_is_not_vouched_for() -> None:
    assert identity_for(lookup("sub"), ANONYMOUS) is None
    assert identity_for(lookup("account"), Profile("c-2", "Tom")) is None
    impostor = Profile("c-2", "Tom", facts=(("sub", "c-1"),))
    assert identity_for(lookup("sub"), impostor) == {"sub": "c-2"}
