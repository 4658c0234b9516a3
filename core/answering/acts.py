"""What the assistant can do about a message, and what it may have to look up before it knows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import ClassVar

from core.announcements import Announcement
from core.answering.decision import Clarify, Reply
from core.answering.dialogue import Dialogue
from core.answering.retrieval import Retrieval
from core.conversations import Decision, Moment
from core.subjects import Fact, SubjectKind


class Courtesy(str, Enum):
    """What is said without looking anything up; the texts stand in `domain.yml`."""

    GREET = "greet"
    SMALL_TALK = "small_talk"
    THANKS = "thanks"
    ASK_BOT = "ask_bot"
    ASK_QUESTION = "ask_question"
    GOODBYE = "goodbye"
    NOT_THAT = "not_that"
    FILES = "files"  # came without words
    FILES_WAITING = "files_waiting"  # and a person is on the way


@dataclass(frozen=True)
class Say:
    """Say this, nothing else."""

    courtesy: Courtesy


@dataclass(frozen=True)
class Pick:
    """Show the article whose button was pressed.

    new_request: it is no answer to "did you mean…" but a step further
    """

    slug: str
    new_request: bool = False


@dataclass(frozen=True)
class OfferAgain:
    """Show the same buttons again: "yes" did not say which."""

    slugs: tuple[str, ...]


@dataclass(frozen=True)
class OfferPerson:
    """Offer a person to someone who has not been helped."""


@dataclass(frozen=True)
class TellWait:
    """Tell someone who waits for a person how long it takes.

    helped: an answer of the bot helped them meanwhile
    """

    helped: bool = False


@dataclass(frozen=True)
class LeaveQueue:
    """Call off the person."""


@dataclass(frozen=True)
class TakeOver:
    """Go on without the person: the customer had been away too long."""


@dataclass(frozen=True)
class AskContact:
    """Ask where the customer can be reached."""


@dataclass(frozen=True)
class TakeContact:
    """Take down where the customer can be reached, and promise an answer there."""


@dataclass(frozen=True)
class Finish:
    """The chat is over: say what belongs to that, and ask for the effort if it is time to."""

    moment: Moment


@dataclass(frozen=True)
class Rate:
    """Take the effort score, 1 to 5."""

    score: int


@dataclass(frozen=True)
class TakeComment:
    """Take the words as what the customer adds to their score."""


@dataclass(frozen=True)
class TellFact:
    """Tell something about the company that the settings know."""

    decision: ClassVar[Decision] = Decision.TELL
    fact: Fact


@dataclass(frozen=True)
class LookUpAccount:
    """Tell what the host site says about the customer's account, or why it cannot be told.

    lookup: its name in the settings
    articles: what may help where it cannot be told, the fittest first
    """

    decision: ClassVar[Decision] = Decision.TELL
    lookup: str
    articles: tuple[str, ...] = ()


@dataclass(frozen=True)
class TellAnnouncement:
    """Tell what is announced about the matter, before any article; a person is one tap away.

    articles: what would have been shown, one tap away
    kindly: with a kind word before it: its reader is upset
    spared: why a person would have been called without it, "" if none would
    then: what is asked after it, where it is not sure that the matter is this one
    """

    decision: ClassVar[Decision] = Decision.TELL
    announcement: Announcement
    articles: tuple[str, ...] = ()
    kindly: bool = False
    spared: str = ""
    then: Clarify | None = None


@dataclass(frozen=True)
class Subscribe:
    """Note that the customer wants to be told, where they are, when an announcement is solved."""

    announcement: int


@dataclass(frozen=True)
class SubscribeAt:
    """Take the words as the e-mail address at which they want to be told instead."""

    announcement: int


@dataclass(frozen=True)
class Unsubscribe:
    """Note that they do not want to be told any more."""

    announcement: int


@dataclass(frozen=True)
class Care:
    """Say what the settings say on a sensitive topic, and bring in a person.

    at_once: the person is called; otherwise one is a tap away
    """

    topic: str
    at_once: bool = False


@dataclass(frozen=True)
class Decline:
    """Say in a friendly way that it is not about the company, and what there is help with.

    is_sure: otherwise it may be about the company after all, and a person is one tap away
    """

    kind: SubjectKind
    is_sure: bool = True


@dataclass(frozen=True)
class Rest:
    """Say nothing."""


Act = (
    Reply
    | Say
    | Pick
    | OfferAgain
    | OfferPerson
    | TellWait
    | LeaveQueue
    | TakeOver
    | AskContact
    | TakeContact
    | Finish
    | Rate
    | TakeComment
    | TellFact
    | LookUpAccount
    | TellAnnouncement
    | Subscribe
    | SubscribeAt
    | Unsubscribe
    | Care
    | Decline
    | Rest
)


@dataclass(frozen=True)
class Plan:
    """What a message gets.

    dialogue: where the conversation stands before the act
    found: what the act was decided by, for staff to see; None where nothing had to be found
    """

    act: Act
    dialogue: Dialogue
    found: Retrieval | None = None


@dataclass(frozen=True)
class Search:
    """Look these up in the knowledge base.

    subjects: also find what they are about besides articles
    ahead: likely to be needed next, so looked up at the same time; for articles alone
    """

    questions: tuple[str, ...]
    subjects: bool = False
    ahead: tuple[str, ...] = ()


@dataclass(frozen=True)
class Read:
    """Look at the sentences of these articles beside a question."""

    question: str
    slugs: tuple[str, ...]


class Lookup(Enum):
    """What else may have to be looked up."""

    CONTACT = "contact"  # whether the words say how to reach their writer
    ABSENCE = "absence"  # whether nobody comes soon to someone who waits
    SURVEY = "survey"  # whether the effort question is open
    SAME_AGENT = "same_agent"  # whether the agent who closed the matter could take it now
    NEXT_QUESTIONS = "next_questions"  # what is usually asked after the article shown last


Need = Search | Read | Lookup
