"""Whom a host site vouches for."""

from __future__ import annotations

from datetime import timedelta

import jwt
import pytest

from store.clock import now
from web.auth import read_identity
from web.auth.customer_tokens import IdentityRefused

SECRET = "a secret for tests, long enough to sign"


def signed(**claims: object) -> str:
    return jwt.encode({"sub": "c-1", "exp": now() + timedelta(hours=2), **claims}, SECRET, "HS256")


def test_a_token_counts_though_our_clock_was_set_back_since_it_was_signed() -> None:
    assert read_identity(signed(iat=now() + timedelta(hours=1)), SECRET).customer == "c-1"


@pytest.mark.parametrize("when", ["exp", "nbf"])
def test_a_token_counts_neither_after_its_time_nor_before(when: str) -> None:
    moment = now() + timedelta(hours=1 if when == "nbf" else -1)
    with pytest.raises(IdentityRefused):
        read_identity(signed(**{when: moment}), SECRET)
