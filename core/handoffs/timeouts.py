"""When a conversation is taken back from an agent, and when one ends because nobody is left."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from core.handoffs.handoff import Handoff, HandoffState, TransitionReason

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_COURTESIES = frozenset(
    (
        *("thank", "thanks", "thx", "ty", "cheers", "you", "u", "so", "very", "much", "a", "lot"),
        *("ok", "okay", "k", "great", "good", "perfect", "super", "fine", "cool", "nice", "lovely"),
        *("bye", "goodbye", "have", "day", "that's", "all", "i", "see", "got", "it", "will", "do"),
        *("for", "your", "the", "help"),
    )
)


@dataclass(frozen=True)
class Timeouts:
    """How long is waited for somebody.

    gone_after: without a heartbeat an agent's connection counts as gone
    answer_within: how soon an agent answers
    customer_away: after this long without the customer a handoff ends
    """

    gone_after: timedelta
    answer_within: timedelta
    customer_away: timedelta


@dataclass(frozen=True)
class Activity:
    """When something last happened in an open handoff, None for never.

    watched_since: since when anybody has looked; earlier activity may have been missed
    agent_at: of the agent's desk
    agent_wrote_at: when the agent last sent or typed something
    unanswered_since: the first word of the customer that the agent has not answered
    customer_at: of the customer: a word, or their page being open
    """

    watched_since: datetime
    agent_at: datetime | None = None
    agent_wrote_at: datetime | None = None
    unanswered_since: datetime | None = None
    customer_at: datetime | None = None


def wants_answer(text: str) -> bool:
    """Tell whether a customer's message waits for an answer: a mere "ok, thanks" does not."""
    words = _WORD.findall(text.lower().replace("’", "'"))
    return "?" in text or not words or any(word not in _COURTESIES for word in words)


def why_return(
    handoff: Handoff, activity: Activity, timeouts: Timeouts, at: datetime
) -> TransitionReason | None:
    """Return why a claimed handoff goes back into its queue, None if it stays where it is.

    After a restart everybody gets their time anew: nobody could be seen meanwhile.
    """
    if handoff.state is not HandoffState.CLAIMED or handoff.claimed_at is None:
        return None
    claimed = max(handoff.claimed_at, activity.watched_since)
    if at - _latest(claimed, activity.agent_at) > timeouts.gone_after:
        return TransitionReason.CONNECTION_GONE
    if activity.unanswered_since is None:
        return None
    asked = _latest(claimed, activity.unanswered_since)
    silent_since = _latest(asked, activity.agent_wrote_at)
    return TransitionReason.NO_ANSWER if at - silent_since > timeouts.answer_within else None


def has_stayed_away(handoff: Handoff, activity: Activity, timeouts: Timeouts, at: datetime) -> bool:
    """Tell whether an open handoff ends because its customer is gone.

    Not while it is put aside; and whoever has it back gets the whole time to write first.
    """
    if handoff.state is HandoffState.SNOOZED:
        return False
    begun = _latest(max(handoff.opened_at, activity.watched_since), handoff.claimed_at)
    return at - _latest(begun, activity.customer_at) > timeouts.customer_away


def _latest(first: datetime, second: datetime | None) -> datetime:
    return first if second is None else max(first, second)
