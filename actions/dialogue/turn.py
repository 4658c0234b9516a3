"""One turn: what an action knows when it decides, and the means to answer."""

from __future__ import annotations

from dataclasses import dataclass

from rasa_sdk import Tracker

from actions.dialogue.message import read_latest_message
from actions.dialogue.responder import Speech
from actions.dialogue.slots import read_dialogue
from actions.services import Services
from core.answering import Dialogue, Intent, Message, Rules, Situation
from core.conversations import ANONYMOUS, Profile
from core.errors import NotFound
from core.handoffs import OPEN_STATES, Handoff, HandoffState, Segment
from core.settings import Settings


@dataclass(frozen=True)
class Turn:
    """A message in its conversation, what is known about the customer, and what answers it.

    handoff: the conversation's open handoff
    """

    services: Services
    settings: Settings
    situation: Situation
    profile: Profile
    segment: Segment
    handoff: Handoff | None
    speech: Speech

    @property
    def message(self) -> Message:
        return self.situation.message

    @property
    def dialogue(self) -> Dialogue:
        """Where the conversation stood when the message came."""
        return self.situation.dialogue

    @property
    def agent_holds(self) -> bool:
        return self.handoff is not None and self.handoff.state is HandoffState.CLAIMED


def gather(services: Services, tracker: Tracker, intent: Intent, speech: Speech) -> Turn:
    """Read everything a turn needs. Blocks: it reads SQL and, after an edit, the settings."""
    settings = services.settings.now()
    message = read_latest_message(tracker)
    profile = _profile(services, message.conversation)
    segment = settings.segments.of(profile.segment)
    last = services.handoffs.last_in(message.conversation)
    handoff = last if last and last.state in OPEN_STATES else None
    situation = Situation(
        intent=intent,
        message=message,
        dialogue=read_dialogue(tracker.current_slot_values()),
        rules=_rules(settings, segment),
        waiting=handoff is not None,
        declined=last is not None and last.state is HandoffState.ABANDONED,
    )
    return Turn(services, settings, situation, profile, segment, handoff, speech)


def _rules(settings: Settings, segment: Segment) -> Rules:
    return Rules(
        thresholds=settings.confidence.of(segment.name),
        max_failures=settings.handoff.max_failures,
        frustration=settings.handoff.frustration,
        effort_labels=settings.survey.labels,
    )


def _profile(services: Services, conversation: str) -> Profile:
    try:
        return services.conversations.get(conversation).profile
    except NotFound:
        return ANONYMOUS
