"""Rasa's event broker: collects what a turn led to, for the worker to publish."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.utils.endpoints import EndpointConfig


class TurnBroker(EventBroker):
    """Keeps each conversation's new events until the worker takes them.

    Publishing them from here would be at least once, or not at all if the process dies; the
    worker publishes them together with settling the message they answer.
    """

    def __init__(self) -> None:
        self._turns: dict[str, list[dict[str, Any]]] = defaultdict(list)

    @classmethod
    async def from_endpoint_config(
        cls, broker_config: EndpointConfig, event_loop: Any = None
    ) -> TurnBroker:
        return cls()

    def publish(self, event: dict[str, Any]) -> None:
        self._turns[event["sender_id"]].append(event)

    def take(self, conversation: str) -> list[dict[str, Any]]:
        """Return and forget the events of a conversation's last turn."""
        return self._turns.pop(conversation, [])
