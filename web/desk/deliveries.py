"""How far what was said has come, where the customer is on a messenger."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from core.channels import together
from web.services import Services


def deliveries_json(services: Services, conversation: str) -> list[dict[str, Any]] | None:
    """Return a state for each stretch of the transcript; None for a chat on the website.

    `upto` is the last utterance of a stretch; what stands after the last one is still queued. In a
    chat on the website of which single utterances went out as mails, each stands `alone`.
    """
    person = services.identities.of([conversation]).get(conversation)
    outgoing = services.outbox.of(conversation)
    if person is None and not outgoing:
        return None
    origin = services.conversations.get(conversation).channel
    is_alone = person is None or origin != person.connection
    found = []
    for upto, parts in groupby(outgoing, lambda posted: posted.message.upto):
        messages = list(parts)
        reasons = dict.fromkeys(posted.reason for posted in messages if posted.reason)
        state = together(posted.state for posted in messages)
        stretch = {"upto": upto, "state": state.value, "reason": " ".join(reasons)}
        found.append({**stretch, "alone": True} if is_alone else stretch)
    return found
