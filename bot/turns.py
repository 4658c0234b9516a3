"""One turn of a conversation with Rasa: from an inbox message to the events it led to."""

from __future__ import annotations

from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.shared.core.events import BotUttered, Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.broker import TurnBroker
from bot.gate import Handle, Record, route, said_by_customer
from core.conversations import Author, BrokenCard, InboxMessage, content_json
from store.realtime import Holders

TurnEvents = list[dict[str, Any]]


class Silent(OutputChannel):
    """Says nothing itself: customers read what is recorded."""

    @classmethod
    def name(cls) -> str:
        return "effie"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        return None


class Turns:
    """Takes turns with the trained bot."""

    def __init__(self, agent: Agent, holders: Holders) -> None:
        self._agent, self._holders = agent, holders
        broker = agent.tracker_store.event_broker
        if not isinstance(broker, TurnBroker):
            raise RuntimeError("endpoints.yml must name bot.broker.TurnBroker as event_broker.")
        self._broker: TurnBroker = broker

    async def open(self) -> None:
        """Make ready to take turns; safe to call again and again."""
        await self._holders.open()

    async def take(self, message: InboxMessage) -> TurnEvents:
        """Let Rasa deal with a message; return the events to publish and to remember."""
        self._broker.take(message.conversation)
        decision = route(message, await self._holders.get(message.conversation))
        if isinstance(decision, Handle):
            await self._agent.handle_message(_user_message(message, decision))
        elif isinstance(decision, Record):
            await self._append(message.conversation, [_event(message, decision)])
        return self._broker.take(message.conversation)

    async def apologise(self, message: InboxMessage) -> TurnEvents:
        """Record a message that can't be answered, with an apology and a call for a person."""
        self._broker.take(message.conversation)
        text = self._agent.domain.responses["utter_handoff_broken"][0]["text"]
        said = Record(Author.CUSTOMER, message.text, said_by_customer(message))
        apology = BotUttered(text, {"custom": content_json(BrokenCard())}, {"reply_to": message.id})
        await self._append(message.conversation, [_event(message, said), apology])
        return self._broker.take(message.conversation)

    async def _append(self, conversation: str, events: list[Event]) -> None:
        async with self._agent.lock_store.lock(conversation):
            tracker = await self._begun(conversation)
            for event in events:
                tracker.update(event, self._agent.domain)
            await self._agent.processor.save_tracker(tracker)

    async def _begun(self, conversation: str) -> DialogueStateTracker:
        """Return the tracker with its session begun: Rasa stays silent for ever in one without."""
        processor = self._agent.processor
        tracker: DialogueStateTracker = await processor.fetch_tracker_and_update_session(
            conversation, Silent()
        )
        return tracker


def _user_message(message: InboxMessage, decision: Handle) -> UserMessage:
    return UserMessage(
        text=decision.text,
        output_channel=Silent(),
        sender_id=message.conversation,
        input_channel=message.channel,
        message_id=message.id,
        metadata={**decision.metadata, "message_id": message.id},
    )


def _event(message: InboxMessage, decision: Record) -> Event:
    metadata = {**decision.metadata, "message_id": message.id}
    if decision.author is Author.CUSTOMER:
        return UserUttered(
            decision.text,
            input_channel=message.channel,
            message_id=message.id,
            metadata=metadata,
        )
    return BotUttered(decision.text, {}, metadata)
