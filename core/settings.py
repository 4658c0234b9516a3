"""What the team decides in `settings/`, as values the rules understand."""

from __future__ import annotations

from dataclasses import dataclass

from core.answering import Thresholds
from core.handoff import Handoff
from core.hours import Hours
from core.routing import Channel, Segments
from core.survey import SurveyRules


@dataclass(frozen=True)
class RetrievalSettings:
    """How questions are matched with articles.

    encoder: a sentence-transformers name or folder
    watch_seconds: between two looks at the articles folder
    """

    encoder: str
    watch_seconds: float


@dataclass(frozen=True)
class Queue:
    """Where handoffs wait, and whose opening hours it has."""

    name: str
    label: str
    hours: Hours


@dataclass(frozen=True)
class HandoffRules:
    """When a conversation goes to a person, and what the customer reads when one comes or goes."""

    most_failures: int
    minutes_each: int
    frustration: tuple[str, ...]
    joined: str
    left: str
    resolved: str


@dataclass(frozen=True)
class WidgetSettings:
    """What the chat widget says before anybody has typed."""

    company: str
    assistant: str
    welcome: str
    suggestions: tuple[str, ...]


@dataclass(frozen=True)
class RateLimits:
    """messages_a_minute: in one conversation; conversations_an_hour: from one address."""

    messages_a_minute: int
    conversations_an_hour: int


@dataclass(frozen=True)
class Settings:
    """Everything in `settings/`."""

    confidence: Thresholds
    retrieval: RetrievalSettings
    segments: Segments
    queues: dict[str, Queue]
    channels: dict[str, Channel]
    survey: SurveyRules
    handoff: HandoffRules
    widget: WidgetSettings
    limits: RateLimits

    def queue_of(self, handoff: Handoff) -> Queue:
        """Return the queue a handoff waits in; its segment's, if that one was renamed meanwhile."""
        return (
            self.queues.get(handoff.queue) or self.queues[self.segments.of(handoff.segment).queue]
        )
