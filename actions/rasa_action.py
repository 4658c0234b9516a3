"""A custom action of Rasa: gather, interpret, perform, and leave nobody without a word."""

from __future__ import annotations

import asyncio
from enum import Enum
from typing import Any

import structlog
from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.dialogue import Speech, Turn, gather, shown_changes, slot_changes, understand
from actions.perform import perform
from actions.services import Services
from core.answering import HandOff, Intent, Plan, Reason, Retrieval
from store.tracing import span

log = structlog.get_logger()

Events = list[dict[str, Any]]


class WhileHeld(Enum):
    """What an action does while an agent holds the conversation: two would answer otherwise."""

    REST = "rest"  # nothing
    ACT = "act"  # what it does, without a word
    SPEAK = "speak"  # what it always does


class EffieAction(Action):
    """What is done about one kind of message, under the name that Rasa's rules know it by."""

    def __init__(
        self,
        name: str,
        intent: Intent,
        services: Services,
        while_held: WhileHeld = WhileHeld.REST,
    ) -> None:
        self._name, self._intent, self._services = name, intent, services
        self._while_held = while_held

    def name(self) -> str:
        return self._name

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> Events:
        """Say something and return the slots' changes, whatever happens."""
        ids = {"conversation": tracker.sender_id, "turn": _message_id(tracker)}
        with (
            structlog.contextvars.bound_contextvars(**ids),
            span("action", action=self._name, **ids),
        ):
            return await self._run(Speech(dispatcher, domain), tracker)

    async def _run(self, speech: Speech, tracker: Tracker) -> Events:
        turn = None
        try:
            with span("gathers what is known"):
                turn = await asyncio.to_thread(
                    gather, self._services, tracker, self._intent, speech
                )
            if turn.agent_holds and self._while_held is WhileHeld.REST:
                return []
            with span("decides"):
                plan = await understand(turn)
            with span("does it", act=type(plan.act).__name__):
                dialogue = await perform(turn, plan)
            if turn.agent_holds and self._while_held is WhileHeld.ACT:
                speech.discard()
            return [*slot_changes(turn.dialogue, dialogue), *shown_changes(speech.shown)]
        except Exception as error:
            log.error("action.failed", action=self._name, exc_info=error)
            speech.discard()
            if not _is_unspoken(tracker):  # else nobody is there who waits for a word
                await self._apologise(turn, speech)
            return shown_changes(speech.shown)

    async def _apologise(self, turn: Turn | None, speech: Speech) -> None:
        """Bring in a person, or at least say that something broke if the record is away too."""
        try:
            if turn is not None:
                act, found = HandOff(Reason.BROKEN), Retrieval(turn.message.text)
                await perform(turn, Plan(act, turn.dialogue, found))
                return
        except Exception as error:
            log.error("action.no_person_called", action=self._name, exc_info=error)
            speech.discard()
        speech.say("utter_broken")


def _is_unspoken(tracker: Tracker) -> bool:
    return bool((tracker.latest_message.get("metadata") or {}).get("unspoken"))


def _message_id(tracker: Tracker) -> str:
    return str((tracker.latest_message.get("metadata") or {}).get("message_id", ""))
