"""Whether an ID token is the provider's, for us, of this sign-in, and still good."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from core.errors import NotAllowed
from core.staff import MAX_SUBJECT
from store.clock import now

LEEWAY = 60  # seconds that clocks may differ
# Of key pairs only: what we know of the provider must not suffice to sign in its name.
ALGORITHMS = (
    *("RS256", "RS384", "RS512", "PS256", "PS384", "PS512"),
    *("ES256", "ES384", "ES512", "Ed25519", "EdDSA"),
)


class TokenNotGood(NotAllowed):
    """What the provider sent about you could not be trusted. Please sign in again; if it happens
    again, tell an admin.
    """


class UnknownKey(TokenNotGood):
    """The provider's keys are not the ones we know. Please sign in again."""


def read_id_token(
    token: str, keys: Mapping[str, Any], issuer: str, client: str, nonce: str, access_token: str
) -> dict[str, Any]:
    """Return what an ID token says; raises TokenNotGood, or UnknownKey.

    keys: the provider's, as a JSON Web Key Set
    nonce: what this browser's sign-in was begun with
    access_token: what came along with it; the ID token may vouch for it
    """
    registry = JWSRegistry(algorithms=list(ALGORITHMS), strict_check_header=False)
    try:
        read = jwt.decode(token, KeySet.import_key_set(_usable(keys)), registry=registry)
        claims = CodeIDToken(
            read.claims,
            read.header,
            {
                "iss": {"essential": True, "value": issuer},
                "aud": {"essential": True, "value": client},
            },
            {"nonce": nonce, "client_id": client, "access_token": access_token},
        )
        claims.validate(now=int(now().timestamp()), leeway=LEEWAY)
    except InvalidKeyIdError:
        raise UnknownKey from None
    except (JoseError, ValueError, TypeError, KeyError, RecursionError) as error:
        raise TokenNotGood from error
    subject = claims.get("sub")
    if not isinstance(subject, str) or not 0 < len(subject) <= MAX_SUBJECT:
        raise TokenNotGood
    return dict(claims)


def _usable(keys: Mapping[str, Any]) -> Any:
    """Return the keys without those that are for something else, or that nobody may know."""
    found = keys.get("keys")
    if not isinstance(found, list):
        raise TokenNotGood
    pairs = [each for each in found if isinstance(each, dict) and each.get("kty") != "oct"]
    return {"keys": [each for each in pairs if each.get("use", "sig") == "sig"]}
