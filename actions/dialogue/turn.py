"""One turn: what an action knows when it decides."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from rasa_sdk import Tracker

from actions.dialogue.message import Message, read_latest_message
from actions.dialogue.responder import Speech
from actions.dialogue.state import Dialogue, read_dialogue
from actions.services import Services
from core.answering import History, Thresholds
from core.conversations import ANONYMOUS, Profile
from core.errors import NotFound
from core.handoffs import OPEN_STATES, Handoff, HandoffState, Segment
from core.settings import Settings


@dataclass(frozen=True)
class Turn:
    """A message, what is known about its conversation, and the means to answer it.

    handoff: the conversation's open handoff
    declined: its last handoff ended without a person
    """

    services: Services
    settings: Settings
    message: Message
    dialogue: Dialogue
    profile: Profile
    segment: Segment
    handoff: Handoff | None
    declined: bool
    speech: Speech

    @property
    def agent_holds(self) -> bool:
        return self.handoff is not None and self.handoff.state is HandoffState.CLAIMED

    @property
    def thresholds(self) -> Thresholds:
        """Return how sure the bot must be with this customer."""
        return self.settings.confidence.of(self.segment.name)

    def history(self, dialogue: Dialogue) -> History:
        """Return what the decision must know, at this point of the dialogue."""
        return History(
            failures=dialogue.failures,
            tried=frozenset(dialogue.tried),
            waiting=self.handoff is not None,
            declined=self.declined,
            most_failures=self.settings.handoff.most_failures,
        )


# What an action does: says something and returns where the dialogue stands then.
Behaviour = Callable[[Turn], Awaitable[Dialogue]]


def gather(services: Services, tracker: Tracker, speech: Speech) -> Turn:
    """Read everything a turn needs. Blocks: it reads SQL and, after an edit, the settings."""
    settings = services.settings.now()
    message = read_latest_message(tracker)
    profile = _profile(services, message.conversation)
    last = services.handoffs.last_in(message.conversation)
    return Turn(
        services=services,
        settings=settings,
        message=message,
        dialogue=read_dialogue(tracker.current_slot_values()),
        profile=profile,
        segment=settings.segments.of(profile.segment),
        handoff=last if last and last.state in OPEN_STATES else None,
        declined=last is not None and last.state is HandoffState.ABANDONED,
        speech=speech,
    )


def _profile(services: Services, conversation: str) -> Profile:
    try:
        return services.conversations.get(conversation).profile
    except NotFound:
        return ANONYMOUS
