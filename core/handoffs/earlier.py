"""A verified customer's earlier conversations, and what came of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from core.conversations import EffortSoFar
from core.handoffs.handoff import Handoff, HandoffState, Resolution

CONTACTS_WITHIN = timedelta(days=14)  # how far back a contact is likely about the same matter

_OUTCOMES = {
    "open": "A person is on it",
    "solved": "Solved by {agent}",
    "promised": "{agent} promised an answer",
    "unsolved": "Not solved; {agent} closed it",
    "abandoned": "The customer left before a person came",
    "answered": "The assistant's answer helped",
    "unanswered": "Ended without a word on whether it helped",
}


@dataclass(frozen=True)
class EarlierConversation:
    """A conversation before this one, by the same customer on any channel."""

    conversation: str
    channel: str
    started_at: datetime
    last_at: datetime
    effort: EffortSoFar
    handoff: Handoff | None = None
    score: int | None = None

    @property
    def outcome(self) -> str:
        """What came of it, in a word: a key of the outcomes that `outcome_in_words` knows."""
        if self.handoff is not None:
            return _outcome_of(self.handoff)
        helped = any(article.helped for article in self.effort.articles)
        return "answered" if helped else "unanswered"


@dataclass(frozen=True)
class ContactsBefore:
    """Earlier effort about what may be the same matter.

    contacts: conversations in which the customer said something, in the days before this one
    channel_switches: how often they changed the channel from one contact to the next
    """

    contacts: int = 0
    channel_switches: int = 0


def outcome_in_words(earlier: EarlierConversation) -> str:
    """Return what came of a conversation, as agents read it."""
    name = earlier.handoff.agent_name if earlier.handoff else ""
    return _OUTCOMES[earlier.outcome].replace("{agent}", name or "a colleague")


def contacts_before(
    earlier: Sequence[EarlierConversation], channel: str, first_at: datetime | None
) -> ContactsBefore:
    """Count the contacts of the 14 days before a conversation on `channel` had its first word."""
    if first_at is None:
        return ContactsBefore()
    recent = sorted(
        (e for e in earlier if e.effort.turns and e.last_at >= first_at - CONTACTS_WITHIN),
        key=lambda e: e.started_at,
    )
    channels = [*(e.channel for e in recent), channel]
    switches = sum(before != after for before, after in pairwise(channels))
    return ContactsBefore(len(recent), switches)


def _outcome_of(handoff: Handoff) -> str:
    if handoff.state is HandoffState.ABANDONED:
        return "abandoned"
    if handoff.state is HandoffState.RESOLVED:
        return (handoff.outcome or Resolution.SOLVED).value
    return "open"
