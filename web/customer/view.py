"""What a customer's page is told about its conversation."""

from __future__ import annotations

from typing import Any

from core.attachments import FileLinks
from core.conversations import Author, Utterance, for_customer
from core.handoffs import HELD_STATES, Handoff, HandoffState, holder_of, other_zone_in_words
from core.staff import first_name
from store.clock import now
from web.live import QueueSnapshot

# The state of a conversation that has no open handoff.
NOBODY_COMES: dict[str, Any] = {"holder": holder_of(None).value, "handoff": None}


def utterance_for_customer(
    utterance: Utterance, assistant: str, links: FileLinks
) -> dict[str, Any]:
    """Return an utterance as the widget draws it, without what only staff may see.

    Its files have addresses that are good for a day.
    """
    names = {Author.BOT: assistant, Author.AGENT: utterance.agent_name}
    return {
        "seq": utterance.seq,
        "author": utterance.author.value,
        "name": names.get(utterance.author, ""),
        "text": utterance.text,
        "at": utterance.at.isoformat(),
        "message": utterance.message if utterance.author is Author.CUSTOMER else "",
        "content": links.shown(for_customer(utterance.content), now()),
    }


def conversation_state(snapshot: QueueSnapshot, conversation: str) -> dict[str, Any]:
    """Return who is there, and how long it may take until a person is."""
    handoff = snapshot.of(conversation)
    if handoff is None:
        return NOBODY_COMES
    return {"holder": holder_of(handoff).value, "handoff": _handoff_state(snapshot, handoff)}


def _handoff_state(snapshot: QueueSnapshot, handoff: Handoff) -> dict[str, Any]:
    if handoff.state in HELD_STATES:  # that an agent has put it aside is nothing to tell
        return {"state": HandoffState.CLAIMED.value, "agent": first_name(handoff.agent_name)}
    wait = snapshot.wait_of(handoff)
    contact, promised_by = snapshot.promises.get(handoff.conversation, ("", None))
    settings = snapshot.settings
    zone = settings.queue_of(handoff).hours.zone  # as the assistant says it
    return {
        "state": handoff.state.value,
        "ahead": snapshot.ahead.get(handoff.id, 0),
        "minutes": wait.minutes,
        "back_at": wait.back_at and wait.back_at.isoformat(),
        "absence": wait.absence.value,
        "contact": contact,
        "promised_by": promised_by and promised_by.astimezone(zone).isoformat(),
        "zone": other_zone_in_words(zone, settings.zone, snapshot.at),
        "agent": "",
    }
