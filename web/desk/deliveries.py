"""How far what was said has come, where the customer is on a messenger."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from core.channels import together
from web.services import Services


def deliveries_json(services: Services, conversation: str) -> list[dict[str, Any]] | None:
    """Return a state for each stretch of the transcript; None for a chat on the website.

    `upto` is the last utterance of a stretch; what stands after the last one is still queued.
    """
    if conversation not in services.identities.of([conversation]):
        return None
    found = []
    for upto, parts in groupby(
        services.outbox.of(conversation), lambda posted: posted.message.upto
    ):
        messages = list(parts)
        reasons = dict.fromkeys(posted.reason for posted in messages if posted.reason)
        state = together(posted.state for posted in messages)
        found.append({"upto": upto, "state": state.value, "reason": " ".join(reasons)})
    return found
