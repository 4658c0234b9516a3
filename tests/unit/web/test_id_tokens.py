"""Which ID tokens are believed: the provider's, for us, of this sign-in, and still good."""

from __future__ import annotations

import base64
import hmac
import json
import time
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

from web.single_sign_on.id_tokens import LEEWAY, TokenNotGood, UnknownKey, read_id_token

ISSUER, CLIENT, NONCE = "https://login.tern.example", "effie", "of this sign-in"
KEY = RSAKey.generate_key(2048, {"kid": "one", "use": "sig", "alg": "RS256"})
STRANGERS = RSAKey.generate_key(2048, {"kid": "one", "use": "sig", "alg": "RS256"})
KEYS: dict[str, Any] = {"keys": [KEY.as_dict(private=False)]}


def claims(**more: Any) -> dict[str, Any]:
    at = int(time.time())
    good = {"iss": ISSUER, "aud": CLIENT, "sub": "sam", "nonce": NONCE, "iat": at, "exp": at + 300}
    return {name: value for name, value in (good | more).items() if value is not None}


def signed(key: Any = KEY, kid: str = "one", alg: str = "RS256", **more: Any) -> str:
    return jwt.encode({"alg": alg, "kid": kid}, claims(**more), key, algorithms=[alg])


def by_hand(alg: str, secret: bytes) -> str:
    """A token whose signature anybody can make: by no key, or by one that is known to all."""
    head, body = (
        base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=")
        for part in ({"alg": alg, "kid": "one"}, claims())
    )
    mac = hmac.digest(secret, head + b"." + body, "sha256") if secret else b""
    signature = base64.urlsafe_b64encode(mac).rstrip(b"=")
    return b".".join((head, body, signature)).decode()


def read(token: str, keys: dict[str, Any] = KEYS) -> dict[str, Any]:
    return read_id_token(token, keys, ISSUER, CLIENT, NONCE, "an access token")


def test_a_good_token_says_who_signed_in() -> None:
    assert read(signed())["sub"] == "sam"
    assert read(signed(aud=[CLIENT]))["sub"] == "sam"
    assert read(signed(exp=int(time.time()) - LEEWAY // 2))["sub"] == "sam"


@pytest.mark.parametrize(
    "wrong",
    [
        {"iss": "https://login.evil.example"},
        {"iss": None},
        {"aud": "another client"},
        {"aud": ["another client"]},
        {"aud": [CLIENT, "another client"], "azp": "another client"},
        {"aud": None},
        {"exp": 1_000_000_000},
        {"exp": None},
        {"nbf": 4_000_000_000},
        {"nonce": "of another sign-in"},
        {"nonce": None},
        {"sub": ""},
        {"sub": None},
        {"sub": 7},
        {"sub": "s" * 256},
        {"at_hash": "of another access token"},
    ],
)
def test_what_a_token_says_wrongly_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(TokenNotGood):
        read(signed(**wrong))


def test_a_token_that_the_provider_did_not_sign_is_refused() -> None:
    head, body, signature = signed().split(".")
    forged = [
        signed(STRANGERS),
        f"{head}.{body}.",
        f"{head}.{signed(sub='lea').split('.')[1]}.{signature}",
        by_hand("HS256", KEY.as_pem(private=False)),
        by_hand("none", b""),
        "",
        "a.b.c",
        "." * 10**5,
    ]
    for token in forged:
        with pytest.raises(TokenNotGood):
            read(token)
    secret = OctKey.import_key("a secret that the client has as well, long enough")
    shared = {"keys": [secret.as_dict()]}
    with pytest.raises(TokenNotGood):
        read(jwt.encode({"alg": "HS256"}, claims(), secret, algorithms=["HS256"]), shared)


def test_a_key_that_is_not_known_is_told_apart_so_that_new_ones_are_fetched() -> None:
    with pytest.raises(UnknownKey):
        read(signed(kid="two"))
    for keys in ({}, {"keys": "none"}, {"keys": []}):
        with pytest.raises(TokenNotGood):
            read(signed(), keys)
