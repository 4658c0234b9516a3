"""What follows where a customer has left: the handoff ends, and an answer may be promised."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from core.handoffs.handoff import Handoff, HandoffState

PAGE_GONE_AFTER = timedelta(seconds=45)  # an open page gives a sign of life every 15


def has_left(handoff: Handoff, here: Mapping[str, Any], reached: Collection[str]) -> bool:
    """Tell whether a customer has closed the page; who is reached elsewhere cannot leave.

    here, reached: conversations whose page is open, and those on a messenger or by mail
    """
    return handoff.conversation not in here and handoff.conversation not in reached


def is_owed_an_answer(
    handoff: Handoff, unanswered_since: datetime | None, contact: str, promised: bool
) -> bool:
    """Tell whether who left is promised an answer: nobody gave them one, and they can be reached.

    contact: an address or phone number that is known of them, "" for none
    promised: an answer is promised already; then that promise stands
    """
    unanswered = handoff.state is HandoffState.WAITING or unanswered_since is not None
    return unanswered and bool(contact) and not promised
