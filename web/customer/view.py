"""What a customer's page is told about its conversation."""

from __future__ import annotations

from typing import Any

from core.conversation import Author
from core.handoff import Handoff, HandoffState, holder_of
from core.routing import estimate_wait
from core.staff import first_name
from core.transcript import Utterance, for_customer
from store.clock import now
from web.services import Services


def utterance_for_customer(utterance: Utterance, assistant: str) -> dict[str, Any]:
    """Return an utterance as the widget draws it, without what only staff may see."""
    names = {Author.BOT: assistant, Author.AGENT: utterance.agent_name}
    return {
        "seq": utterance.seq,
        "author": utterance.author.value,
        "name": names.get(utterance.author, ""),
        "text": utterance.text,
        "at": utterance.at.isoformat(),
        "message": utterance.message if utterance.author is Author.CUSTOMER else "",
        "content": for_customer(utterance.content),
    }


def conversation_state(services: Services, conversation: str) -> dict[str, Any]:
    """Return who is there, and how long it may take until a person is. Reads SQL."""
    handoff = services.handoffs.open_in(conversation)
    return {
        "holder": holder_of(handoff).value,
        "handoff": None if handoff is None else _handoff_state(services, handoff),
    }


def _handoff_state(services: Services, handoff: Handoff) -> dict[str, Any]:
    if handoff.state is HandoffState.CLAIMED:
        return {"state": handoff.state.value, "agent": first_name(handoff.agent_name)}
    settings = services.settings
    queue = settings.queue_of(handoff)
    ahead = services.handoffs.ahead_of(handoff)
    agents = services.handoffs.agents_at_work(handoff.queue)
    wait = estimate_wait(queue.hours, now(), ahead, agents, settings.handoff.minutes_each)
    return {
        "state": handoff.state.value,
        "ahead": ahead,
        "minutes": wait.minutes,
        "back_at": wait.back_at and wait.back_at.isoformat(),
        "agent": "",
    }
