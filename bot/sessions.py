"""Rasa's sessions, kept short: a turn costs the same however long the conversation has become.

Rasa reads, replays and copies all events of a session at every turn, carries every slot's whole
history into the next one, and sends all of it to the action server.
"""

from __future__ import annotations

import functools
from typing import Any

from rasa.core.actions.action import ActionSessionStart, RemoteAction
from rasa.core.processor import MessageProcessor
from rasa.shared.core.constants import SESSION_START_METADATA_SLOT
from rasa.shared.core.events import SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker, EventVerbosity

from core.manners import MAX_MESSAGES_READ

MAX_EVENTS = 50  # about five turns; then the next message begins a session


def keep_sessions_short() -> None:
    """Apply it to Rasa; safe to call again."""
    _end_long_sessions()
    _carry_over_state_without_its_history()
    _call_actions_without_the_events()


def _end_long_sessions() -> None:
    has_expired = MessageProcessor._has_session_expired
    if hasattr(has_expired, "__wrapped__"):
        return

    @functools.wraps(has_expired)
    def has_ended(self: MessageProcessor, tracker: DialogueStateTracker) -> bool:
        return len(tracker.applied_events()) >= MAX_EVENTS or has_expired(self, tracker)

    MessageProcessor._has_session_expired = has_ended


def _carry_over_state_without_its_history() -> None:
    def state_of(tracker: DialogueStateTracker) -> list[SlotSet]:
        return [
            SlotSet(name, slot.value)
            for name, slot in tracker.slots.items()
            if slot.value != slot.initial_value and name != SESSION_START_METADATA_SLOT
        ]

    ActionSessionStart._slot_set_events_from_tracker = staticmethod(state_of)


def _call_actions_without_the_events() -> None:
    """Our actions know where a conversation stands by its slots.

    Of the events they read only the customer's words in this session, to speak in their manner.
    """
    call_format = RemoteAction._action_call_format
    if hasattr(call_format, "__wrapped__"):
        return

    @functools.wraps(call_format)
    def without_events(
        self: RemoteAction, tracker: DialogueStateTracker, domain: Any
    ) -> dict[str, Any]:
        state = tracker.current_state(EventVerbosity.NONE)
        none_yet = DialogueStateTracker(tracker.sender_id, ())
        return {
            **call_format(self, none_yet, domain),
            "tracker": {**state, "events": _heard(tracker)},
        }

    RemoteAction._action_call_format = without_events


def _heard(tracker: DialogueStateTracker) -> list[dict[str, Any]]:
    came = [event for event in tracker.events if isinstance(event, UserUttered)]
    return [
        {"event": "user", "text": event.text, "metadata": event.metadata}
        for event in came[-MAX_MESSAGES_READ:]
    ]
