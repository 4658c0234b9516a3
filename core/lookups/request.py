"""What the host site is told when it is asked: which lookup, and whose account. Nothing else."""

from __future__ import annotations

import json
from collections.abc import Mapping

from core.conversations import Profile
from core.lookups.lookup import IDENTITY_CLAIM, AccountLookup


def identity_for(lookup: AccountLookup, profile: Profile) -> dict[str, str] | None:
    """Return the claims a lookup needs; None if the host site does not vouch for all of them."""
    if not profile.verified:
        return None
    segment = "" if profile.by_rule else profile.segment  # the host site knows none of ours
    named = {"name": profile.name, "segment": segment, IDENTITY_CLAIM: profile.customer}
    known = {**dict(profile.facts), **named}
    claims = {name: known.get(name, "") for name in lookup.identity}
    return claims if all(claims.values()) else None


def request_body(lookup: AccountLookup, identity: Mapping[str, str]) -> bytes:
    """Return the JSON that is signed and sent."""
    asked = {"lookup": lookup.name, "identity": dict(identity)}
    return json.dumps(asked, ensure_ascii=False, separators=(",", ":")).encode()
