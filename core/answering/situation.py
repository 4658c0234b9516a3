"""Everything that bears on what a message means, as far as it is known yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum

from core.answering.decision import History, Retrieval, Thresholds
from core.answering.dialogue import Dialogue
from core.answering.message import Message
from core.conversations import FoundContact, Hit, Intent, Survey, is_frustrated


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
    frustration: phrases that show that somebody is upset
    effort_labels: what the scores 1 to 5 are called
    """

    thresholds: Thresholds
    max_failures: int = 2
    frustration: tuple[str, ...] = ()
    effort_labels: tuple[str, ...] = ()


@dataclass(frozen=True)
class Situation:
    """A message in its conversation. The last five are None or empty until they are looked up.

    waiting: a person is on the way, or here
    declined: the last call for a person ended without one
    contact: whether the words say how to reach their writer
    absent: nobody comes soon to somebody who waits
    survey: where the effort question stands
    usual: what is usually asked after the article shown last
    found: what the knowledge base found, by question
    """

    intent: Intent
    message: Message
    dialogue: Dialogue
    rules: Rules
    waiting: bool = False
    declined: bool = False
    contact: ContactState | None = None
    absent: bool | None = None
    survey: SurveyState | None = None
    usual: tuple[Hit, ...] | None = None
    found: Mapping[str, Retrieval] = field(default_factory=dict)

    @property
    def upset(self) -> bool:
        """Whether the words show evident frustration; a button's never do."""
        return self.message.typed and is_frustrated(self.message.text, self.rules.frustration)

    def history(self, dialogue: Dialogue) -> History:
        """Return what a decision must know, at this point of the dialogue."""
        return History(
            failures=dialogue.failures,
            tried=frozenset(dialogue.tried),
            waiting=self.waiting,
            declined=self.declined,
            max_failures=self.rules.max_failures,
        )

    def with_found(self, found: Mapping[str, Retrieval]) -> Situation:
        return replace(self, found={**self.found, **found})
