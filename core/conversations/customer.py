"""Who the customer is, as far as the host site vouches for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from core.errors import BadInput
from core.text import clean_text, clip

MAX_CLAIM_LENGTH = 200


@dataclass(frozen=True)
class Profile:
    """A customer. Anonymous ones have no `customer` and the default segment.

    customer: the host site's own id, taken from the signed token's `sub`
    segment: "" means the default
    facts: whatever else the host site signed and agents should see, e.g. plan or city
    """

    customer: str = ""
    name: str = ""
    segment: str = ""
    facts: tuple[tuple[str, str], ...] = ()

    @property
    def verified(self) -> bool:
        return bool(self.customer)


ANONYMOUS = Profile()
UNUSABLE_CLAIMS = frozenset({"exp", "iat", "nbf", "aud", "iss", "jti"})  # about the token itself
_RESERVED = UNUSABLE_CLAIMS | {"sub", "name", "segment"}


def profile_from_claims(claims: Mapping[str, object]) -> Profile:
    """Read the claims of a token whose signature has been verified.

    At most 20 claims are read, 200 characters of each; what is cut ends in an ellipsis. Raises
    BadInput if none names the customer, or not in a way that is kept as it is: what is cut or
    cleaned could make two customers one.
    """
    customer = _customer(claims.get("sub"))
    facts = tuple(
        (clean_text(str(key))[:MAX_CLAIM_LENGTH], _claim(value))
        for key, value in list(claims.items())[:20]
        if key not in _RESERVED and isinstance(value, (str, int, float, bool))
    )
    return Profile(customer, _claim(claims.get("name")), _claim(claims.get("segment")), facts)


def _customer(sub: object) -> str:
    customer = _claim(sub)
    if not customer:
        raise BadInput("The identity token names no customer: put their id into its 'sub' claim.")
    if customer != str(sub) or not customer.isprintable():
        raise BadInput(
            f"The identity token's 'sub' must be at most {MAX_CLAIM_LENGTH} characters of composed "
            "Unicode (NFC), without line breaks, other control characters or spaces around it. "
            "Sign the customer's id in your system."
        )
    return customer


def _claim(value: object) -> str:
    if value is None:
        return ""
    return clip(clean_text(str(value)), MAX_CLAIM_LENGTH)
