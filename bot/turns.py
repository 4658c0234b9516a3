"""One turn of a conversation with Rasa: from an inbox entry to the events it led to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.shared.core.events import BotUttered, Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.broker import TurnBroker
from bot.gate import Handle, Record, route
from core.conversations import Author, BrokenCard, InboxMessage, choice_json, content_json
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

    async def take(self, entry: InboxMessage) -> TurnEvents:
        """Let Rasa deal with an entry, and return the events to publish; saved when it returns."""
        self._broker.take(entry.conversation)
        passage = route(entry, await self._holders.get(entry.conversation))
        if isinstance(passage, Handle):
            await self._agent.handle_message(_user_message(entry, passage))
        elif isinstance(passage, Record):
            await self._append(entry.conversation, [_event(entry, passage)])
        return self._broker.take(entry.conversation)

    async def taken_before(self, entry: InboxMessage) -> TurnEvents:
        """Return the events of this entry's turn if the tracker already holds it, else []."""
        tracker = await self._agent.tracker_store.retrieve(entry.conversation)
        if tracker is None:
            return []
        turn = turn_of(entry.id, tracker.events)
        return [{"sender_id": entry.conversation, **event.as_dict()} for event in turn]

    async def apologise(self, entry: InboxMessage) -> TurnEvents:
        """Record a message that can't be answered, with an apology and a call for a person."""
        self._broker.take(entry.conversation)
        text = self._agent.domain.responses["utter_handoff_broken"][0]["text"]
        said = Record(Author.CUSTOMER, entry.text, choice_json(entry.choice))
        apology = BotUttered(text, {"custom": content_json(BrokenCard())}, {"reply_to": entry.id})
        await self._append(entry.conversation, [_event(entry, said), apology])
        return self._broker.take(entry.conversation)

    async def _append(self, conversation: str, events: list[Event]) -> None:
        async with self._agent.lock_store.lock(conversation):
            tracker = await self._begun(conversation)
            for event in events:
                tracker.update(event, self._agent.domain)
            await self._agent.processor.save_tracker(tracker)

    async def _begun(self, conversation: str) -> DialogueStateTracker:
        """Return the tracker with its session begun: Rasa stays silent for ever in one without."""
        processor = self._agent.processor
        tracker: DialogueStateTracker = await processor.fetch_tracker_with_initial_session(
            conversation, Silent()
        )
        return tracker


def turn_of(message: str, events: Iterable[Event]) -> list[Event]:
    """Return the events from the one that carries this message to the next person's message."""
    turn: list[Event] = []
    for event in events:
        carries = _message_id(event)
        if carries == message or (turn and not carries):
            turn.append(event)
        elif turn:
            break
    return turn


def _message_id(event: Event) -> str:
    if isinstance(event, UserUttered):
        return str(event.message_id or "")
    return str(event.metadata.get("message_id") or "")


def _user_message(entry: InboxMessage, passage: Handle) -> UserMessage:
    return UserMessage(
        text=passage.text,
        output_channel=Silent(),
        sender_id=entry.conversation,
        input_channel=entry.channel,
        message_id=entry.id,
        metadata={**passage.metadata, "message_id": entry.id},
    )


def _event(entry: InboxMessage, passage: Record) -> Event:
    metadata = {**passage.metadata, "message_id": entry.id}
    if passage.author is Author.CUSTOMER:
        return UserUttered(
            passage.text,
            input_channel=entry.channel,
            message_id=entry.id,
            metadata=metadata,
        )
    return BotUttered(passage.text, {}, metadata)
