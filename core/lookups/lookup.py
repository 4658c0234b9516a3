"""What the host site can be asked about a customer's account, as `settings/lookups.yml` says it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

IDENTITY_CLAIM = "sub"  # the claim that names the customer; every identified one has it


class Outcome(str, Enum):
    """What came of looking something up; the words for each stand in the settings."""

    FOUND = "found"
    NOTHING = "nothing"  # the host site knows the customer, and has nothing of that kind
    FAILED = "failed"  # no usable answer in time
    NOT_SIGNED_IN = "not_signed_in"  # nobody was asked: it is not known whose account it would be


@dataclass(frozen=True)
class AccountLookup:
    """Something about their account that customers ask.

    questions: how they put it
    address: where the host site is asked; a path alone is this service's own
    identity: the claims of the signed identity that the host site finds the account by
    article: the slug of the article that helps where the answer does not, "" for none
    words: what is said, for each outcome
    """

    name: str
    questions: tuple[str, ...]
    address: str
    identity: tuple[str, ...]
    words: Mapping[Outcome, str]
    article: str = ""


@dataclass(frozen=True)
class AccountLookups:
    """All of them; `sign_in` is where customers sign in on the host site, "" if nobody is sent."""

    by_name: Mapping[str, AccountLookup] = field(default_factory=dict)
    sign_in: str = ""
