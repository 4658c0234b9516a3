"""Conversations that nobody had: the demo history."""

from __future__ import annotations

DEMO_PREFIX = "demo-history-"  # of their ids, and of the ids of all that belongs to them


def is_made_up(conversation: str) -> bool:
    """Whether it comes from the demo history: nothing is to be learned from it."""
    return conversation.startswith(DEMO_PREFIX)
