"""What the host site can be asked about a customer's account, as `settings/lookups.yml` says it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum

from core.conversations import Profile

SIGNED_IN_WITHIN = timedelta(hours=1)
LONG_AGO = (
    "It has been a while since you signed in, so I can't look into your account just now. Sign in "
    "again, and ask me once more."
)
IDENTITY_CLAIM = "sub"  # the claim that names the customer; every identified one has it


class Outcome(str, Enum):
    """What came of looking something up; the words for each stand in the settings."""

    FOUND = "found"
    NOTHING = "nothing"  # the host site knows the customer, and has nothing of that kind
    FAILED = "failed"  # no usable answer in time
    NOT_SIGNED_IN = "not_signed_in"  # nobody was asked: it is not known whose account it would be
    SIGNED_IN_LONG_AGO = "signed_in_long_ago"  # nor here: who is there now may be somebody else


@dataclass(frozen=True)
class AccountLookup:
    """Something about their account that customers ask.

    questions: how they put it
    address: where the host site is asked; a path alone is this service's own
    identity: the claims of the signed identity that the host site finds the account by
    article: the slug of the article that helps where the answer does not, "" for none
    words: what is said, for each outcome that has words of its own
    """

    name: str
    questions: tuple[str, ...]
    address: str
    identity: tuple[str, ...]
    words: Mapping[Outcome, str]
    article: str = ""


@dataclass(frozen=True)
class AccountLookups:
    """All of them, and what holds for each.

    sign_in: where customers sign in on the host site, "" if nobody is sent
    signed_in_within: for how long after the host site has vouched for somebody it is asked
    long_ago: what is said after that
    """

    by_name: Mapping[str, AccountLookup] = field(default_factory=dict)
    sign_in: str = ""
    signed_in_within: timedelta = SIGNED_IN_WITHIN
    long_ago: str = LONG_AGO

    def words(self, lookup: AccountLookup, outcome: Outcome) -> str:
        """Return what is said first, whatever came of a lookup."""
        return lookup.words.get(outcome, self.long_ago)

    def asks_anew(self, profile: Profile, at: datetime) -> bool:
        """Tell whether it is too long since the host site has vouched for somebody."""
        since = timedelta(seconds=at.timestamp() - profile.signed_at)
        return profile.verified and since > self.signed_in_within
