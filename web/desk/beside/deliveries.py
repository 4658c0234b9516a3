"""How far what was said has come, where the customer is on a messenger."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from core.channels import Delivery, together
from store.channels import AGAIN_CAUSE, Posted
from web.http import record_json
from web.services import Services


def deliveries_json(services: Services, conversation: str) -> list[dict[str, Any]] | None:
    """Return a state for each stretch of the transcript; None for a chat on the website.

    `upto` is the last utterance of a stretch; what stands after the last one is still queued. In a
    chat on the website of which single utterances went out as mails, and in one that has gone from
    one channel to another, each stands `alone`, from `since` on. `failed` are the messages that can
    be sent again.
    """
    person = services.identities.of([conversation]).get(conversation)
    outgoing = services.outbox.of(conversation)
    if person is None and not outgoing:
        return None
    origin = services.conversations.get(conversation).channel
    has_moved = bool(services.places.since([conversation]))
    is_alone = person is None or has_moved or origin != person.connection
    found = []
    in_place = sorted(outgoing, key=lambda posted: posted.message.upto)
    for upto, parts in groupby(in_place, lambda posted: posted.message.upto):
        messages = _latest(list(parts))
        reasons = dict.fromkeys(posted.reason for posted in messages if posted.reason)
        state = together(posted.state for posted in messages)
        stretch = {
            "since": min(each.message.since or upto for each in messages),
            "upto": upto,
            "state": state.value,
            "reason": " ".join(reasons),
            "channel": _label(services, messages[-1].connection),
            "failed": [each.id for each in messages if each.state is Delivery.FAILED],
        }
        found.append({**stretch, "alone": True} if is_alone else stretch)
    return found


def changes_json(services: Services, conversation: str) -> list[dict[str, Any]]:
    """Return what the customer changed of their messages later, the oldest first."""
    return [record_json(change) for change in services.changes.of(conversation)]


def _latest(messages: list[Posted]) -> list[Posted]:
    """Return what counts of an utterance's messages: the last attempt, where one was made again."""
    again = [each for each in messages if each.cause.startswith(AGAIN_CAUSE)]
    if not again:
        return messages
    last = again[-1].cause.partition(":part")[0]
    return [each for each in again if each.cause.partition(":part")[0] == last]


def _label(services: Services, connection: str) -> str:
    known = services.settings.connections.by_name.get(connection)
    return known.label if known else connection
