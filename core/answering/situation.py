"""Everything that bears on what a message means, as far as it is known yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import cached_property

from core.announcements import Announcement
from core.answering.context import Screen
from core.answering.decision import History, Thresholds
from core.answering.dialogue import Dialogue
from core.answering.message import Message
from core.answering.retrieval import Retrieval
from core.answering.spans import Sentence
from core.conversations import Anger, AngryWords, FoundContact, Hit, Intent, Survey, anger_in
from core.subjects import Fact, Sensitive
from core.text import has_words
from core.wording import Denial, denial_in, without_opener


class ContactState(Enum):
    """Whether words say how to reach their writer."""

    NONE = "none"
    WITHIN = "within"
    ALONE = "alone"  # nothing else

    @staticmethod
    def of(found: FoundContact | None) -> ContactState:
        if found is None:
            return ContactState.NONE
        return ContactState.ALONE if found.is_alone else ContactState.WITHIN


class SurveyState(Enum):
    """Where a conversation stands with the effort question."""

    NOT_ASKED = "not_asked"
    OPEN = "open"
    ANSWERED = "answered"

    @staticmethod
    def of(survey: Survey | None) -> SurveyState:
        if survey is None:
            return SurveyState.NOT_ASKED
        return SurveyState.OPEN if survey.score is None else SurveyState.ANSWERED


@dataclass(frozen=True)
class Rules:
    """What the settings say about this customer's messages.

    thresholds: how sure the bot must be
    max_failures: after so many answers in vain a person comes
    frustration: words that show that somebody is upset
    effort_labels: what the scores 1 to 5 are called
    sensitive: the topics that need care before anything else
    offers_person: a person is one tap away, rather than called, where no article fits
    facts: what can be told about the company
    lookups: what can be looked up in a customer's account, with the article that helps instead
    """

    thresholds: Thresholds
    max_failures: int = 2
    frustration: AngryWords = field(default_factory=AngryWords)
    effort_labels: tuple[str, ...] = ()
    sensitive: Sensitive = field(default_factory=Sensitive)
    offers_person: bool = False
    facts: frozenset[Fact] = frozenset()
    lookups: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Situation:
    """A message in its conversation. The last seven are None or empty until they are looked up.

    screen: what the customer has before them
    waiting: a person is on the way, or here
    declined: the last call for a person ended without one
    language: code of the language of the words, if the assistant does not speak it
    identified: the host site vouches for who the customer is
    contact: whether the words say how to reach their writer
    absent: nobody comes soon to somebody who waits
    survey: where the effort question stands
    settled: an agent has closed the matter, not long ago
    announced: what is announced about an article and was not told yet, by its slug
    unsolved: the announcements that stand for this customer and are not solved
    told: those of them that were told here, the latest last
    subscribed: those of which the customer waits to be told, the latest asked last
    same_agent: whether they could take it up again now
    usual: what is usually asked after the article shown last
    found: what the knowledge base found, by question
    read: the sentences of articles beside a question, by question and article
    """

    intent: Intent
    message: Message
    dialogue: Dialogue
    rules: Rules
    screen: Screen = field(default_factory=Screen)
    waiting: bool = False
    declined: bool = False
    language: str = ""
    identified: bool = False
    settled: bool = False
    announced: Mapping[str, Announcement] = field(default_factory=dict)
    unsolved: frozenset[int] = frozenset()
    told: tuple[int, ...] = ()
    subscribed: tuple[int, ...] = ()
    contact: ContactState | None = None
    absent: bool | None = None
    survey: SurveyState | None = None
    same_agent: bool | None = None
    usual: tuple[Hit, ...] | None = None
    found: Mapping[str, Retrieval] = field(default_factory=dict)
    read: Mapping[tuple[str, str], tuple[Sentence, ...]] = field(default_factory=dict)

    @cached_property
    def question(self) -> str:
        """The words that ask, without those that only lead up to them."""
        return without_opener(self.message.text)

    @cached_property
    def denial(self) -> Denial | None:
        """What typed words say is not so."""
        return denial_in(self.question) if self.message.typed else None

    @cached_property
    def anger(self) -> Anger:
        """What anger the words show; a button's never do."""
        if not self.message.typed:
            return Anger.NONE
        return anger_in(self.message.text, self.rules.frustration)

    @property
    def upset(self) -> bool:
        """Whether the words show any anger."""
        return self.anger is not Anger.NONE

    @property
    def is_unread(self) -> bool:
        """Whether words were typed that have not been looked up yet, whatever Rasa took them for.

        A sensitive subject or a fact of the company may stand in what looks like a greeting.
        """
        message = self.message
        spoken = message.typed and not message.unspoken and has_words(message.text)
        return spoken and self.own is None

    @property
    def own(self) -> Retrieval | None:
        """What was found for the message by itself; None for what has no words of its own."""
        return self.found.get(self.message.text)

    def history(self, dialogue: Dialogue) -> History:
        """Return what a decision must know, at this point of the dialogue."""
        return History(
            failures=dialogue.failures,
            tried=frozenset(dialogue.tried),
            waiting=self.waiting,
            declined=self.declined,
            angered=self.dialogue.angered,
            max_failures=self.rules.max_failures,
        )

    def with_read(self, read: Mapping[tuple[str, str], tuple[Sentence, ...]]) -> Situation:
        return replace(self, read={**self.read, **read})

    def with_found(self, found: Mapping[str, Retrieval]) -> Situation:
        return replace(self, found={**self.found, **found})
