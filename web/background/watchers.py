"""Telling those who watch a conversation that its customer has written."""

from __future__ import annotations

from core.conversations import Utterance
from core.text import clip
from web.services import Services

MAX_WATCHED_LENGTH = 200  # characters of what the customer wrote


def tell_watchers(services: Services, said: Utterance) -> bool:
    """Tell who watches, except for who holds the conversation and sees it anyway. Uses SQL."""
    handoff = services.handoffs.open_in(said.conversation)
    key, words = f"said:{said.event}", clip(said.text, MAX_WATCHED_LENGTH)
    holder = {handoff.agent} if handoff else set()
    return services.watchers.tell(said.conversation, key, words, holder)
