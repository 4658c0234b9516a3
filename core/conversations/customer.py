"""Who the customer is, as far as the host site vouches for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from core.errors import BadInput
from core.text import clean_text, clip

MAX_CLAIM_LENGTH = 200


@dataclass(frozen=True)
class Profile:
    """A customer. Anonymous ones have no `customer` and the default segment.

    customer: the host site's own id, taken from the signed token's `sub`
    segment: "" means the default
    facts: whatever else the host site signed and agents should see, e.g. plan or city
    by_rule: the segment was not signed, it was found by the rules of the settings
    signed_at: when the host site last vouched for them, seconds since the epoch; 0 if unknown
    """

    customer: str = ""
    name: str = ""
    segment: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    signed_at: float = field(default=0.0, compare=False)  # says when, not who
    by_rule: bool = field(default=False, compare=False)

    @property
    def verified(self) -> bool:
        return bool(self.customer)


ANONYMOUS = Profile()
UNUSABLE_CLAIMS = frozenset({"exp", "iat", "nbf", "aud", "iss", "jti"})  # about the token itself
RESERVED_CLAIMS = UNUSABLE_CLAIMS | {"sub", "name", "segment"}


def profile_from_claims(claims: Mapping[str, object], at: float) -> Profile:
    """Read the claims of a token whose signature has been verified.

    at: now, seconds since the epoch; a token that does not say when it was signed was signed then
    At most 20 claims are read, 200 characters of each; what is cut ends in an ellipsis. Raises
    BadInput if none names the customer, or not in a way that is kept as it is: what is cut or
    cleaned could make two customers one.
    """
    customer = _customer(claims.get("sub"))
    facts = tuple(
        (clean_text(str(key))[:MAX_CLAIM_LENGTH], _claim(value))
        for key, value in list(claims.items())[:20]
        if key not in RESERVED_CLAIMS and isinstance(value, (str, int, float, bool))
    )
    name, segment = _claim(claims.get("name")), _claim(claims.get("segment"))
    return Profile(customer, name, segment, facts, _signed_at(claims.get("iat"), at))


def _signed_at(iat: object, at: float) -> float:
    """Return when a token was signed: what lies ahead is another clock's now."""
    if not isinstance(iat, (int, float)) or not iat < at:
        return at
    return float(max(iat, 0))


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
