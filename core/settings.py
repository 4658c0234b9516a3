"""What the team decides in `settings/`, as values the rules understand."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TypeAlias
from zoneinfo import ZoneInfo

from core.answering import HelpSettings, NextRules, Thresholds
from core.articles import EffortWord
from core.channels import Connections
from core.conversations import AngryWords, InboxLimits, Privacy, SurveyRules
from core.handoffs import (
    Assignment,
    Channel,
    Handoff,
    Hours,
    Labels,
    Segment,
    Segments,
    ServiceRate,
    Targets,
    Timeouts,
    queue_for,
)
from core.ideas import IdeaRules
from core.lookups import AccountLookups
from core.manners import Manner, Manners
from core.personal_data import Retention
from core.staff import SignInRules
from core.subjects import Company, OffTopic, Sensitive, Subject, SubjectKind
from core.suggested_examples import AcceptRules
from core.wording import Languages, Synonyms

BEFORE_ANSWER = "utter_before_answer"  # said in a manner only: usually nothing stands there

Words: TypeAlias = Mapping[str, tuple[str, ...]]  # texts that take turns, by response


@dataclass(frozen=True)
class Confidence:
    """How sure the assistant must be, and for which segments another measure applies."""

    common: Thresholds
    by_segment: Mapping[str, Thresholds] = field(default_factory=dict)

    def of(self, segment: str) -> Thresholds:
        """Return the segment's thresholds, the common ones if it has none of its own."""
        return self.by_segment.get(segment, self.common)


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
    """Where handoffs wait, whose opening hours it has, and which topics belong into it.

    assignment: whether its conversations are given to agents by themselves
    targets: how soon customers are to be answered in it, and their matters settled
    """

    name: str
    label: str
    hours: Hours
    topics: tuple[str, ...] = ()
    assignment: Assignment = Assignment.OFF
    targets: Targets = field(default_factory=Targets)


@dataclass(frozen=True)
class HandoffRules:
    """When a conversation goes to a person, and what the customer reads when one comes or goes.

    upset_head_start: in a queue, of a customer who is evidently upset
    strained_head_start: of one whose patience was worn when a person was called
    phone_country: whose phone numbers are given without a country code, ISO 3166-1
    promise: how much of the team's open time passes at most until a promised answer
    same_agent_within: so long after resolving an agent still owns the issue
    kept: how long a conversation is kept for one agent before anybody may take it
    """

    max_failures: int
    service_rate: ServiceRate
    timeouts: Timeouts
    upset_head_start: timedelta
    phone_country: str
    promise: timedelta
    same_agent_within: timedelta
    kept: timedelta
    frustration: AngryWords
    joined: str
    left: str
    returned: str
    passed_on: str
    resolved: str
    promised_later: str
    strained_head_start: timedelta = timedelta()


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
    inbox: InboxLimits


@dataclass(frozen=True)
class Settings:
    """Everything in `settings/`."""

    confidence: Confidence
    retrieval: RetrievalSettings
    segments: Segments
    queues: dict[str, Queue]
    channels: dict[str, Channel]
    survey: SurveyRules
    handoff: HandoffRules
    widget: WidgetSettings
    help: HelpSettings
    effort_words: tuple[EffortWord, ...]
    limits: RateLimits
    privacy: Privacy
    synonyms: Synonyms
    languages: Languages
    company: Company
    lookups: AccountLookups
    sensitive: Sensitive
    off_topic: OffTopic
    connections: Connections
    next_questions: NextRules
    suggested_examples: AcceptRules = field(default_factory=AcceptRules)
    labels: Labels = field(default_factory=Labels)
    ideas: IdeaRules = field(default_factory=IdeaRules)
    retention: Retention = field(default_factory=Retention)
    sign_in: SignInRules = field(default_factory=SignInRules)
    words: Words = field(default_factory=dict)
    manners: Manners = field(default_factory=Manners)
    words_by_manner: Mapping[Manner, Words] = field(default_factory=dict)

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """What messages may be about besides the articles, from every file that names such."""
        return (*self.sensitive.subjects, *self.off_topic.subjects, *self._company_subjects)

    @property
    def _company_subjects(self) -> Iterator[Subject]:
        for fact, questions in self.company.questions.items():
            if fact in self.company.known:
                yield Subject(SubjectKind.FACT, fact.value, questions)
        for lookup in self.lookups.by_name.values():
            yield Subject(SubjectKind.LOOKUP, lookup.name, lookup.questions)

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of what everybody is told: that of the team of the common queue."""
        return self.queues[self.segments.common_queue].hours.zone

    def words_for(self, manner: Manner | None) -> Words:
        """Return what is said instead of the usual words, to somebody of this manner."""
        own = self.words_by_manner.get(manner) if manner else None
        return {**self.words, **own} if own else self.words

    @property
    def queue_by_topic(self) -> dict[str, str]:
        """Which queue each topic belongs into that has one of its own."""
        return {topic: queue.name for queue in self.queues.values() for topic in queue.topics}

    def queue_for(self, segment: Segment, topics: Collection[str]) -> str:
        """Return the name of the queue a handoff joins, see `core.handoffs.queue_for`."""
        return queue_for(segment, topics, self.queue_by_topic, self.segments.common_queue)

    def queue_of(self, handoff: Handoff) -> Queue:
        """Return the queue a handoff waits in; its segment's, if that one was renamed meanwhile."""
        return (
            self.queues.get(handoff.queue) or self.queues[self.segments.of(handoff.segment).queue]
        )
