"""How surely somebody is who they are on a channel, and what follows from it.

An assurance belongs to one identity. It never travels: whoever is sure on the website is no surer
on a messenger for it.
"""

from __future__ import annotations

from dataclasses import replace
from enum import IntEnum
from typing import Protocol

from core.conversations import WEB_CHANNEL, Profile


class Assurance(IntEnum):
    """What is known of an identity."""

    TYPED = 0  # anybody could have written it there
    VOUCHED = 1  # the channel says who wrote
    LINKED = 2  # proven by a code, and confirmed on both ends
    SIGNED_IN = 3  # the host site has signed who it is

    @property
    def in_words(self) -> str:
        return _WORDS[self]


_WORDS = {
    Assurance.TYPED: "not proven",
    Assurance.VOUCHED: "the channel vouches",
    Assurance.LINKED: "linked, confirmed on both ends",
    Assurance.SIGNED_IN: "signed in on the website",
}


class Known(Protocol):
    """Somebody as one channel knows them."""

    @property
    def person(self) -> str: ...
    @property
    def assurance(self) -> int: ...


def context_travels(one: Known, other: Known) -> bool:
    """Tell whether what is said to one may be read and gone on with by the other."""
    linked = min(one.assurance, other.assurance) >= Assurance.LINKED
    return linked and one.person == other.person


def assurance_on(channel: str, profile: Profile) -> Assurance:
    """Return how surely a customer is who they are where they write just now.

    channel: WEB_CHANNEL, or the connection's name
    """
    is_signed_in = channel == WEB_CHANNEL and profile.verified
    return Assurance.SIGNED_IN if is_signed_in else Assurance.VOUCHED


def profile_on(channel: str, profile: Profile) -> Profile:
    """Return what may be told to a customer of their own account where they write just now.

    Only where they are signed in it is anything: elsewhere they keep their name and segment, and
    nobody vouches for them.
    """
    if not profile.verified or assurance_on(channel, profile) >= Assurance.SIGNED_IN:
        return profile
    return replace(profile, customer="", facts=())


def may_be_fetched(conversation: Profile, by: Profile) -> bool:
    """Tell whether a browser may go on with a conversation that goes on on a messenger.

    One of a customer who is signed in is for their own browsers alone: whatever stands in it of
    their account was told to somebody with the host site's token.
    """
    return not conversation.verified or conversation.customer == by.customer


def moves(messenger_has_others: bool, page_has_others: bool) -> str:
    """Return whose pointer moves when two identities are linked: "messenger" or "page".

    Only one identity ever moves; others of its person stay where they are. One that stands alone
    moves to the other, so that nobody loses what was linked before.
    """
    return "page" if messenger_has_others and not page_has_others else "messenger"
