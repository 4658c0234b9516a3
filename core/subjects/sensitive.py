"""Topics that need care before anything else: what is said first, and what is not shown after."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum

from core.subjects.subject import Subject, SubjectHit, SubjectKind

_ABOUT_AS_LIKELY = 0.1  # of confidence; of topics this near the first in the settings is taken


class Aftermath(str, Enum):
    """What may be left out of the rest of a conversation."""

    HELPED = "helped"  # "did this help"
    EFFORT = "effort"  # the effort question
    NEXT_QUESTIONS = "next_questions"
    SELF_SERVICE = "self_service"  # buttons that lead away from a person


@dataclass(frozen=True)
class SensitiveTopic:
    """What the settings say about one topic.

    label: what staff read
    words: what the customer reads first
    at_once: a person is called at once; otherwise one is a tap away
    queue: "" for the customer's own
    head_start: minutes by which it stands before others in its queue
    never: what is not shown any more in the conversation
    harmless: what only sounds like it
    """

    name: str
    label: str
    words: str
    at_once: bool
    queue: str
    head_start: int
    never: frozenset[Aftermath]
    subject: Subject
    harmless: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sensitive:
    """The topics of the settings, the most pressing first."""

    topics: Mapping[str, SensitiveTopic] = field(default_factory=dict)

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """How each is noticed, and what is not meant though it sounds like it."""
        harmless = (
            Subject(SubjectKind.HARMLESS, name, topic.harmless)
            for name, topic in self.topics.items()
            if topic.harmless
        )
        return (*(topic.subject for topic in self.topics.values()), *harmless)

    def topic_of(self, hits: Iterable[SubjectHit]) -> SensitiveTopic | None:
        """Return the topic that a message is about; of several as likely the most pressing.

        What is far more likely about something else is about none, nor is what more likely only
        sounds like it.
        """
        all_sure = [hit for hit in hits if hit.is_sure]
        sure = {
            hit.name: hit.confidence
            for hit in all_sure
            if hit.kind is SubjectKind.SENSITIVE and hit.name in self.topics
        }
        for hit in all_sure:
            if hit.kind is SubjectKind.HARMLESS and hit.confidence > sure.get(hit.name, 1.0):
                del sure[hit.name]
        enough = max((hit.confidence for hit in all_sure), default=0.0) - _ABOUT_AS_LIKELY
        return next((t for n, t in self.topics.items() if sure.get(n, -1.0) >= enough), None)

    def never_after(self, topic: str) -> frozenset[Aftermath]:
        """Return what is not shown in a conversation about a topic; nothing of it without one.

        A topic that the settings do not name any more keeps out everything.
        """
        if not topic:
            return frozenset()
        known = self.topics.get(topic)
        return known.never if known else frozenset(Aftermath)

    def label_of(self, topic: str) -> str:
        """Return what staff read for a topic, "" for none; its name if the settings lost it."""
        known = self.topics.get(topic)
        return known.label if known else topic.replace("_", " ")
